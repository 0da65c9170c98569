import type {
  ChangedRulesView,
  LocalLimitListView,
  RuleChangeListView,
  RuleChangeView,
  RuleListView,
  RuleView,
  UndoneRulesView,
  WorkflowVersionsView,
  WorkItemView,
} from '@kept/contracts';
import { loadLibrary } from '@kept/workflows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const { definitions, rules } = loadLibrary();
const card = definitions.find(({ definition }) => definition.key === 'challenge-card')!.definition;
const initial = rules.find(({ key }) => key === 'health-initial')!;
/** The next version of the card: triage within fifteen working days, and no cost any more. */
const { cost: _, ...fields } = card.fields;
const nextCard = {
  ...card,
  version: card.version + 1,
  fields,
  local: { ...card.local, triage: { ...card.local['triage']!, amount: { amount: 15, unit: 'working-days' as const } } },
};
const nextRule = {
  ...initial,
  version: initial.version + 1,
  duration: { amount: 15, unit: 'working-days' as const },
  effective: { from: '2020-02-10', to: null },
};
const reason = 'Agreed by the panel';

describe('rules, limits and versions', () => {
  let service: Service;
  let administrator: Client;
  let participation: Client;
  beforeAll(async () => {
    service = await openService();
    administrator = service.as('administrator');
    participation = service.as('participation');
  });
  afterAll(() => service.close());

  const datesOf = async (one: WorkItemView) =>
    (await participation<WorkItemView>('GET', `/api/work-items/${one.reference}`)).body.deadlines.map(
      ({ key, dueOn }) => `${key} ${dueOn}`,
    );
  const limit = (body: object, who = administrator) =>
    who<ChangedRulesView>('POST', '/api/local-limits/challenge-card/triage', {
      body: { amount: '5wd', effectiveFrom: '2020-02-01', agreedBy: 'The panel', reason, ...body },
    });

  it('are read by everybody who is signed in, and changed by the administrator', async () => {
    const chair = service.as('chair');
    for (const [method, path] of [
      ['GET', '/api/rules'],
      ['GET', '/api/rules/health-initial'],
      ['POST', '/api/rules/health-initial/apply'],
      ['GET', '/api/local-limits'],
      ['POST', '/api/local-limits/challenge-card/triage'],
      ['GET', '/api/workflows/challenge-card/versions'],
      ['POST', '/api/workflows/challenge-card/migrations'],
      ['GET', '/api/rule-changes'],
      ['GET', '/api/rule-changes/x'],
      ['POST', '/api/rule-changes/x/undo'],
    ] as const) {
      expect((await service.ask(method, path)).status, path).toBe(401);
      if (method === 'POST') expect((await chair(method, path)).status, path).toBe(403);
    }
    const list = (await chair<RuleListView>('GET', '/api/rules')).body;
    expect(list.mayChange).toBe(false);
    expect(list.rules.find(({ key }) => key === 'health-initial')).toMatchObject({
      law: 'Care Planning Regulations 2010 (SI 2010/959)',
      textSeen: 'secondary',
      length: '20 working days',
      version: 1,
      versions: 1,
      open: null,
    });
    const one = (await administrator<RuleView>('GET', '/api/rules/health-initial')).body;
    expect(one).toMatchObject({ mayChange: true, usedBy: [{ key: 'initial-health-assessment' }] });
    const limits = (await administrator<LocalLimitListView>('GET', '/api/local-limits')).body.limits;
    expect(
      limits.find(({ limit: key, workflow }) => workflow.key === 'challenge-card' && key === 'triage'),
    ).toMatchObject({
      title: 'Triage',
      inFile: { amount: '10wd' },
      today: { words: '10 working days' },
      hasLength: true,
      values: [],
    });
  });

  it('that are not there, or asked for wrongly, are refused', async () => {
    const body = { amount: '5wd', effectiveFrom: '2020-02-01', agreedBy: 'The panel', reason };
    for (const path of ['/api/rules/moon', '/api/workflows/moon/versions', '/api/rule-changes/x'])
      expect((await administrator('GET', path)).status, path).toBe(404);
    expect((await administrator('POST', '/api/rules/moon/apply', { body: {} })).status).toBe(404);
    expect((await administrator('POST', '/api/local-limits/challenge-card/moon', { body })).status).toBe(404);
    expect((await administrator('POST', '/api/workflows/moon/migrations', { body: { to: 2, reason } })).status).toBe(
      404,
    );
    expect((await administrator('POST', '/api/rule-changes/x/undo')).status).toBe(404);
    for (const wrong of [{ amount: 'soon' }, { effectiveFrom: '2020-02-30' }, { colour: 'red' }, { dryRun: 'yes' }])
      expect((await limit(wrong)).status, JSON.stringify(wrong)).toBe(400);
    const migrate = (wrong: object) =>
      administrator('POST', '/api/workflows/challenge-card/migrations', {
        body: { to: card.version, reason, ...wrong },
      });
    expect((await migrate({ to: '3' })).status).toBe(400);
    expect((await migrate({ states: { raised: 7 } })).status).toBe(400);
    expect((await migrate({ to: 9 })).body).toMatchObject({ status: 422, missing: [{ field: 'to' }] });
    expect((await migrate({ states: { raised: 'triaged' } })).body).toMatchObject({
      status: 422,
      missing: [{ field: 'states.raised' }],
    });
    expect((await limit({ reason: undefined })).body).toMatchObject({ status: 422, missing: [{ field: 'reason' }] });
    expect((await limit({ amount: '-5wd' })).body).toMatchObject({ status: 422, missing: [{ field: 'amount' }] });
    expect((await limit({ reason: '  ', agreedBy: ' ' })).body).toMatchObject({
      status: 422,
      missing: [{ field: 'agreedBy' }, { field: 'reason' }],
    });
    expect((await administrator('GET', '/api/rule-changes?colour=red')).status).toBe(400);
  });

  it.each([
    ['9999wd', 'No date can be counted by this length. The calendar england-and-wales is not known after'],
    ['99term', 'No date can be counted by this length. '],
    ['9999m', 'From today it would lead to 17 May 2853: more than five years are too long.'],
  ])('refuse a length of %s, with which nobody could raise a card', async (amount, words) => {
    const { body } = await limit({ amount });
    expect(body).toMatchObject({ status: 422, missing: [{ field: 'amount', text: expect.stringContaining(words) }] });
    expect((await administrator<RuleChangeListView>('GET', '/api/rule-changes')).body.changes).toEqual([]);
  });

  it("show what a council's own length would move, move it, and take it back", async () => {
    const raised = await raiseCard(participation, 'A length of our own');
    const before = await datesOf(raised);
    expect(before).toEqual(['screen 2020-02-17', 'triage 2020-03-02']);
    const looked = (await limit({ dryRun: true })).body;
    expect(looked).toMatchObject({
      title: 'Triage',
      change: null,
      moved: [{ reference: raised.reference, deadline: 'triage', from: '2020-03-02', to: '2020-02-24' }],
      blocked: [],
      unseen: 0,
    });
    expect(await datesOf(raised)).toEqual(before);
    const done = (await limit({})).body;
    expect(done.moved).toEqual(looked.moved);
    expect(await datesOf(raised)).toEqual(['screen 2020-02-17', 'triage 2020-02-24']);
    expect((await limit({})).body).toMatchObject({ status: 422, missing: [{ field: '_' }] });

    const path = `/api/rule-changes/${done.change}`;
    expect((await participation<RuleChangeView>('GET', path)).body).toMatchObject({
      kind: 'limit',
      subject: 'challenge-card/triage',
      title: 'Challenge card: Triage',
      says: '5 working days from 1 February 2020, agreed by The panel.',
      by: 'Mina Thorley',
      moved: looked.moved,
      mayUndo: false,
    });
    const undone = (await administrator<UndoneRulesView>('POST', `${path}/undo`)).body;
    expect(undone.moved).toMatchObject([{ from: '2020-02-24', to: '2020-03-02' }]);
    expect(await datesOf(raised)).toEqual(before);
    expect((await administrator('POST', `${path}/undo`)).status).toBe(409);
    const { limits } = (await administrator<LocalLimitListView>('GET', '/api/local-limits')).body;
    const triage = limits.find(({ limit: key, workflow }) => workflow.key === 'challenge-card' && key === 'triage');
    expect(triage).toMatchObject({ today: { amount: '10wd' }, values: [{ amount: '5wd', agreedBy: 'The panel' }] });
    expect(triage?.values[0]?.withdrawnAt).not.toBeNull();
  });

  it('list what was changed, newest first', async () => {
    const path = '/api/rule-changes?subject=challenge-card/triage';
    const { changes } = (await administrator<RuleChangeListView>('GET', path)).body;
    expect(changes).toMatchObject([{ kind: 'limit', items: 1, movedCount: 1, mayUndo: false }]);
  });

  it('count an open date by a newer rule only where it reaches it, and back', async () => {
    const assessment = async (cameIntoCareOn: string) => {
      const body = {
        workflow: 'initial-health-assessment',
        title: 'Assessment',
        ownerPost: 'corporate-parenting-officer',
        fields: { caseReference: 'W9101', cameIntoCareOn },
      };
      const made = await service.as('referrer')<WorkItemView>('POST', '/api/work-items', { body });
      expect(made.status, made.text).toBe(201);
      return made.body;
    };
    await assessment('2020-02-03');
    const after = await assessment('2020-02-10');
    await service.publish({ rules: [nextRule] });
    await settled();
    const apply = (dryRun: boolean) =>
      administrator<ChangedRulesView>('POST', '/api/rules/health-initial/apply', { body: { reason, dryRun } });
    const looked = (await apply(true)).body;
    // Fifteen working days from 10 February 2020 in the place of twenty.
    expect(looked).toMatchObject({ change: null, items: 1 });
    const done = (await apply(false)).body;
    const seen = (await service.as('referrer')<RuleChangeView>('GET', `/api/rule-changes/${done.change}`)).body;
    expect(seen.moved).toMatchObject([
      { reference: after.reference, deadline: 'health-initial', from: '2020-03-09', to: '2020-03-02' },
    ]);
    const { versions } = (await administrator<RuleView>('GET', '/api/rules/health-initial')).body;
    expect(versions.map(({ version, length, effective, open }) => [version, length, effective.from, open])).toEqual([
      [1, '20 working days', null, 1],
      [2, '15 working days', '2020-02-10', 1],
    ]);
    expect((await apply(false)).body).toMatchObject({ change: null, items: 0 });
    expect((await administrator('POST', `/api/rule-changes/${done.change}/undo`)).status).toBe(200);
  });

  it('take open items over into a version, and say of each that has no place in it why', async () => {
    const raised = await raiseCard(participation, 'Of the version before');
    const costly = await raiseCard(participation, 'With a cost', { cost: 12_000 });
    await service.publish({ definitions: [nextCard], rules: [nextRule] });
    await settled();
    const migrate = (body: object) =>
      administrator<ChangedRulesView>('POST', '/api/workflows/challenge-card/migrations', {
        body: { to: nextCard.version, reason, ...body },
      });
    const looked = (await migrate({ dryRun: true })).body;
    const lost = '“Cost” is gone, and what it holds would be lost.';
    expect(looked.moved).toContainEqual(
      expect.objectContaining({ reference: raised.reference, from: '2020-03-02', to: '2020-03-09' }),
    );
    expect(looked.blocked).toEqual([{ reference: costly.reference, reasons: [lost] }]);
    const done = (await migrate({})).body;
    expect(done).toMatchObject({ moved: looked.moved, blocked: looked.blocked });
    expect(await datesOf(raised)).toContain('triage 2020-03-09');
    expect(await datesOf(costly)).toContain('triage 2020-03-02');
    const { versions } = (await administrator<WorkflowVersionsView>('GET', '/api/workflows/challenge-card/versions'))
      .body;
    expect(versions.slice(-2).map(({ open }) => open)).toEqual([1, done.items]);
    // The clock of this service stands in 2020, before any of them came into the library.
    expect(versions.map(({ publishedAt }) => publishedAt)).toEqual(versions.map(() => null));
    expect(
      (await participation<WorkflowVersionsView>('GET', '/api/workflows/challenge-card/versions')).body,
    ).toMatchObject({
      mayChange: false,
      versions: expect.arrayContaining([expect.objectContaining({ open: null })]) as unknown,
    });

    // One of them goes on: what can go back does, where that is what is asked.
    const body = { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } };
    expect((await participation('POST', `/api/work-items/${raised.reference}/transitions`, { body })).status).toBe(200);
    const path = `/api/rule-changes/${done.change}/undo`;
    const stuck = await administrator('POST', path);
    expect(stuck.body).toMatchObject({ status: 409, missing: [{ text: `${raised.reference} has moved on since.` }] });
    const partly = await administrator<UndoneRulesView>('POST', path, { body: { partly: true } });
    expect(partly.body).toMatchObject({
      items: done.items - 1,
      blocked: [{ reference: raised.reference, reasons: ['has moved on since'] }],
    });
  });

  const settled = () => new Promise((resolve) => setTimeout(resolve, 1100)); // a running service knows of a release a second later
});
