import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workflowDifference, type WorkflowDefinition } from '../index.js';
import { aDefinition, limit } from '../../testing/index.js';

const base = aDefinition();
const without = <T extends object>(value: T, key: string) =>
  Object.fromEntries(Object.entries(value).filter(([each]) => each !== key)) as T;

/** Ways to write another version, each of one thing. */
const edits: Readonly<Record<string, (definition: WorkflowDefinition) => WorkflowDefinition>> = {
  title: (d) => ({ ...d, title: { officer: 'Asking', plain: d.title.plain } }),
  owner: (d) => ({ ...d, owner: { default: 'clerk' } }),
  skips: (d) => ({ ...d, skipsLevels: ['director'] }),
  state: (d) => ({ ...d, states: { ...d.states, done: { ...d.states['done']!, label: 'Kept' } } }),
  stateGone: (d) => ({ ...d, states: without(d.states, 'secret') }),
  limit: (d) => ({ ...d, states: { ...d.states, asked: { ...d.states['asked']!, limits: [] } } }),
  reminder: (d) => ({
    ...d,
    states: {
      ...d.states,
      reviewing: {
        ...d.states['reviewing']!,
        limits: [limit({ local: 'review', reminders: [{ amount: -1, unit: 'days' }] })],
      },
    },
  }),
  checkIn: (d) => ({ ...d, states: { ...d.states, doing: without(d.states['doing']!, 'every') } }),
  local: (d) => ({
    ...d,
    local: { ...d.local, begin: { label: 'Begin', amount: { amount: 5, unit: 'working-days' } } },
  }),
  localNew: (d) => ({ ...d, local: { ...d.local, greet: { amount: { amount: 1, unit: 'days' } } } }),
  field: (d) => ({ ...d, fields: { ...d.fields, size: { ...d.fields['size']!, of: ['small', 'middle', 'large'] } } }),
  fieldGone: (d) => ({ ...d, fields: without(d.fields, 'cost') }),
  record: (d) => ({ ...d, records: without(d.records, 'undertakings') }),
  recordField: (d) => ({
    ...d,
    records: {
      ...d.records,
      updates: { ...d.records['updates']!, fields: without(d.records['updates']!.fields, 'givenOn') },
    },
  }),
  by: (d) => ({ ...d, transitions: { ...d.transitions, drop: { ...d.transitions['drop']!, by: ['director'] } } }),
  need: (d) => ({ ...d, transitions: { ...d.transitions, pause: { ...d.transitions['pause']!, needs: [] } } }),
  asks: (d) => ({ ...d, transitions: { ...d.transitions, begin: { ...d.transitions['begin']!, asks: [] } } }),
  level: (d) => ({ ...d, escalation: { standard: d.escalation['standard']!.slice(0, 2) } }),
  sight: (d) => ({ ...d, visibility: without(d.visibility, 'chair') }),
};
const someEdits = fc.subarray(Object.keys(edits));
const edited = (names: readonly string[]) => names.reduce((definition, name) => edits[name]!(definition), base);
const difference = (a: WorkflowDefinition, b: WorkflowDefinition) => workflowDifference(a, b, []);
const names = (changes: ReturnType<typeof difference>) => changes.map(({ part, key }) => `${part} ${key}`);

describe('what changed between two versions', () => {
  it('is nothing between a version and itself, whatever its number and the order of its keys', () => {
    fc.assert(
      fc.property(someEdits, (some) => {
        const version = edited(some);
        const turned = Object.fromEntries(
          Object.entries({ ...version, version: 9 }).reverse(),
        ) as unknown as typeof version;
        expect(difference(version, turned)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('names each change once, and as many as were made', () => {
    fc.assert(
      fc.property(someEdits, (some) => {
        const found = names(difference(base, edited(some)));
        expect(new Set(found).size).toBe(found.length);
        expect(found).toHaveLength(some.length);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same the other way round: what was added was removed', () => {
    fc.assert(
      fc.property(someEdits, someEdits, (some, others) => {
        const [a, b] = [edited(some), edited(others)];
        const back = { added: 'removed', removed: 'added', changed: 'changed' } as const;
        const there = difference(a, b).map(({ how, part, key }) => `${how} ${part} ${key}`);
        const here = difference(b, a).map(({ how, part, key }) => `${back[how]} ${part} ${key}`);
        expect(there.sort()).toEqual(here.sort());
      }),
      { numRuns: 100 },
    );
  });

  it('says it in words', () => {
    const said = (name: string) => difference(base, edited([name]))[0];
    expect(said('local')).toEqual({
      how: 'changed',
      part: 'local',
      key: 'begin',
      title: 'Begin',
      before: ['10 working days'],
      after: ['5 working days'],
    });
    expect(said('reminder')).toMatchObject({ part: 'limit', before: [], after: ['Reminders: 1 day before'] });
    expect(said('state')).toMatchObject({ title: 'Kept', before: ['Called “Done”'], after: ['Called “Kept”'] });
    expect(said('need')).toMatchObject({ how: 'removed', title: 'What “Pause” asks for', before: ['A reason'] });
    expect(said('level')).toMatchObject({ how: 'removed', before: ['Onto the agenda of the next meeting'] });
    expect(said('by')).toMatchObject({ before: ['By officer'], after: ['By director'] });
  });

  it('tells of a state with all that came with it', () => {
    expect(difference(edited(['stateGone']), base)).toEqual([
      {
        how: 'added',
        part: 'state',
        key: 'secret',
        title: 'A private matter',
        before: [],
        after: ['Seen by its handler alone', 'Time limit: review'],
      },
    ]);
  });

  it('never passes over what its words do not say', () => {
    const silent = {
      ...base,
      fields: { ...base.fields, askedOn: { ...base.fields['askedOn']!, default: 'today' as const } },
    };
    expect(difference(base, silent)).toMatchObject([{ how: 'changed', key: 'askedOn' }]);
    expect(difference(base, silent)[0]?.after[0]).toContain('these words do not say');
  });
});
