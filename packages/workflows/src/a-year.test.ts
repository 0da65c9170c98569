import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  addRecord,
  createWorkItem,
  londonOffsetTime,
  nextFiringAt,
  passTime,
  playItem,
  transitionWorkItem,
  type Actor,
  type Instant,
  type NoticeDraft,
  type WorkItem,
} from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { changed } from '../testing/case-facts.js';
import {
  everybody,
  instantAt,
  sentInAYear,
  yearCases,
  yearEnds,
  yearFacts,
  type YearCase,
} from '../testing/year-facts.js';
import { shippedDefinitions } from './shipped.js';

const sweep: Actor = { kind: 'system', name: 'sweep' };

/** The item in its first minute, after all that is ever done to it. */
function begun({ workflow, at, fields, through = [] }: YearCase): WorkItem {
  const facts = yearFacts(workflow, instantAt(at), everybody);
  const created = changed(createWorkItem({ id: 'item', reference: '', title: 'An item', fields }, facts));
  return through.reduce((item, step) => {
    const { transition, record, fields: given = {} } = step;
    if (transition !== undefined) return changed(transitionWorkItem(item, { transition, fields: given }, facts));
    return changed(addRecord(item, record ?? '', given, facts));
  }, created);
}

/** A line for each message, by time, and of one minute by what is said: as the script writes them. */
function lived(yearCase: YearCase): string[] {
  const { name, workflow } = yearCase;
  const lines: { at: Instant; line: string }[] = [];
  let item = begun(yearCase);
  for (;;) {
    const at = item.deadlines.flatMap((each) => nextFiringAt(each) ?? []).sort()[0];
    if (at === undefined || at > yearEnds) break;
    const decision = passTime(item, yearFacts(workflow, at, sweep));
    if (!decision.allowed) throw new Error(`${name} at ${at}: ${decision.refusal.detail}`);
    ({ item } = decision.change);
    for (const notice of decision.change.notices)
      lines.push({ at, line: [londonOffsetTime(at), name, workflow, ...wordsOf(notice)].join(',') });
  }
  return lines.sort((a, b) => (a.at + a.line < b.at + b.line ? -1 : 1)).map(({ line }) => line);
}

/** The same case on the test bench. What a step tells whoever now owns the item is no part of the list. */
function played({ name, workflow, at, fields, through = [] }: YearCase): string[] {
  const begins = instantAt(at);
  const steps = through.map(({ transition, record = '', fields: given = {} }) => ({
    at: begins,
    act: transition === undefined ? { record } : { transition },
    fields: given,
  }));
  const run = { begins, fields, steps, until: yearEnds };
  const { entries, refused } = playItem(run, (now) => yearFacts(workflow, now, sweep));
  if (refused) throw new Error(`${name}: ${refused.detail}`);
  const told = entries.flatMap((each) => (each.kind === 'told' && each.notice.kind !== 'assigned' ? [each] : []));
  const lines = told.map((each) => ({
    at: each.at,
    line: [londonOffsetTime(each.at), name, workflow, ...wordsOf(each.notice)].join(','),
  }));
  return lines.sort((a, b) => (a.at + a.line < b.at + b.line ? -1 : 1)).map(({ line }) => line);
}

/** Kind, limit, mark or level, due date and post. The key of a notice says what it is about. */
function wordsOf({ kind, deadline, uniqueKey, dueOn, post }: NoticeDraft): string[] {
  const [about, first = '', , mark = ''] = uniqueKey.split(':');
  const what = about === 'nobody' ? 'nobody' : kind === 'escalation' ? `level ${first}` : mark;
  return [kind, deadline?.key ?? '', what, dueOn ?? '', post];
}

describe('a year in which nobody does anything', () => {
  it.each(yearCases.map((each) => [each.name, each] as const))('sends what was counted beside it: %s', (name, each) => {
    expect(lived(each)).toEqual(sentInAYear.filter((line) => line.split(',')[1] === name));
  });

  it('is what the test bench answers for each of them', () => {
    expect(yearCases.flatMap(played)).toEqual(sentInAYear);
  });

  it('has an item of each workflow that ships, and nothing else on its list', () => {
    const workflows = shippedDefinitions().map(({ definition }) => definition.key);
    expect([...new Set(yearCases.map(({ workflow }) => workflow))].sort()).toEqual(workflows.sort());
    const names = new Set(sentInAYear.map((line) => line.split(',')[1]));
    expect([...names]).toEqual(yearCases.map(({ name }) => name));
  });

  it('tells of a child missing on Good Friday 2027 at 18:30, of both changes of the clocks, and of a leap day', () => {
    const at = (time: string, what: string) =>
      sentInAYear.filter((line) => line.startsWith(time) && line.includes(what)).length;
    expect(at('2027-03-26T18:30:00+00:00', 'missing-over-48-hours,escalation')).toBe(1);
    expect(at('2027-03-28T02:30:00+01:00', 'return-interview-72h')).toBe(2);
    expect(at('2027-11-01T00:15:00+00:00', 'missing-over-48-hours,escalation')).toBe(2);
    expect(at('2028-02-29T10:10:00+00:00', 'missing-over-48-hours,escalation')).toBe(2);
  });

  it('is still what its script counts', () => {
    const script = fileURLToPath(new URL('../../../docs/how-to/make-a-year.mjs', import.meta.url));
    expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toContain('as the file says');
  });
});
