import { describe, expect, it } from 'vitest';
import {
  acknowledgeLevel,
  addEvidence,
  completeRecord,
  describeLevels,
  escalateItem,
  extendItemDeadline,
  leavingOf,
  londonInstant,
  organisationAfter,
  passTime,
  transitionWorkItem,
  type Change,
  type Decision,
  type Facts,
  type Organisation,
  type WorkItem,
} from '../index.js';
import { aDefinition, anActor, anItem, anOrganisation, changed, facts, refused } from '../../testing/index.js';

const at = (date: string, organisation: Partial<Organisation> = {}, time = '08:00', rest: Partial<Facts> = {}): Facts =>
  facts({
    now: londonInstant(date, time),
    actor: { kind: 'system', name: 'sweep' },
    organisation: anOrganisation(organisation),
    ...rest,
  });

/** Begun on 10 July, so due on Tuesday 7 August: level 1 after one working day, level 2 after ten, then an agenda. */
function doing(known = facts()): WorkItem {
  const fields = { director: 'corporate-director' };
  return changed(transitionWorkItem(anItem({}, known), { transition: 'begin', fields }, known));
}
/** The item, after everything that fell due until then. */
const passed = (item: WorkItem, known: Facts): WorkItem => {
  const decision = passTime(item, known);
  return decision.allowed ? decision.change.item : item;
};
const change = (decision: Decision): Change => {
  if (!decision.allowed) throw new Error(decision.refusal.detail);
  return decision.change;
};
const events = ({ event, furtherEvents }: Change, type: string) =>
  [event, ...furtherEvents].filter((each) => each.type === type);
const raised = (item: WorkItem) => (item.records['escalations'] ?? []).map(({ fields }) => fields);
const vacant = (...posts: string[]) => ({
  holders: anOrganisation().holders.filter(({ post }) => !posts.includes(post)),
});
const roles = { 'person-dee': ['democratic-services' as const], 'person-ada': ['administrator' as const] };

describe('a level whose day has come', () => {
  it('is reached at eight of its day: the post is asked, sees the item, is told, and no version is stepped', () => {
    const item = passed(doing(), at('2018-08-08', {}, '07:59'));
    expect(item.level).toBe(0);
    const decision = change(passTime(item, at('2018-08-08')));
    expect(decision.item).toMatchObject({ level: 1, contributors: ['head-of-service'], version: item.version });
    expect(raised(decision.item)).toEqual([
      {
        level: 1,
        post: 'head-of-service',
        answerDueOn: '2018-08-15',
        limit: 'do',
        limitNo: 1,
        limitDueOn: '2018-08-07',
      },
    ]);
    expect(decision.item.deadlines.at(-1)).toMatchObject({ key: 'escalation-answer', dueOn: '2018-08-15' });
    expect(decision.event).toMatchObject({
      type: 'level-reached',
      actorName: 'Kept',
      stepsVersion: false,
      fields: { deadline: 'do', dueOn: '2018-08-07', mark: '1', level: 1, post: 'head-of-service' },
      firing: { kind: 'level', mark: '1', dueOn: '2018-08-07', deadline: { key: 'do', occurrence: 1 } },
    });
    expect(decision.notices).toMatchObject([
      { post: 'head-of-service', kind: 'escalation', uniqueKey: 'escalation:1:1', late: false },
    ]);
    expect(refused(passTime(decision.item, at('2018-08-08'))).detail).toBe('Nothing is due.');
  });

  it('is an event alone where somebody raised it there already', () => {
    const early = changed(escalateItem(doing(), { level: 1 }, facts({ on: '2018-08-07' })));
    const decision = change(passTime(early, at('2018-08-08')));
    expect(decision.item.level).toBe(1);
    expect(raised(decision.item)).toHaveLength(1);
    expect(events(decision, 'level-reached')).toMatchObject([{ reason: 'It stands at level 1 already.' }]);
    expect(decision.notices.map(({ kind }) => kind)).not.toContain('escalation');
  });

  it('fires at once where its time is past when it is planned, and lower levels first', () => {
    const [first, ...rest] = aDefinition().escalation['standard'] ?? [];
    if (!first) throw new Error('No level.');
    const soon = [{ ...first, after: { amount: -20, unit: 'working-days' as const } }, ...rest];
    const definition = aDefinition({ escalation: { standard: soon } });
    const known = facts({ definition }); // nine in the morning of the day of level 1
    const item = doing(known);
    expect(item.deadlines.find(({ key }) => key === 'do')?.plan[0]).toEqual({
      kind: 'level',
      mark: '1',
      at: known.now,
      dueOn: '2018-08-07',
    });
    expect(passed(item, { ...known, actor: { kind: 'system', name: 'sweep' } }).level).toBe(1);
  });
});

describe('a date that moved', () => {
  const extended = (item: WorkItem, known: Facts) =>
    changed(extendItemDeadline(item, 'do', { to: '2018-08-31', reason: 'The supplier is late' }, known));
  const levels = (item: WorkItem) =>
    item.deadlines
      .find(({ key }) => key === 'do')
      ?.plan.filter(({ kind }) => kind === 'level')
      .map(({ mark, at: when }) => [mark, when.slice(0, 10)]);

  it('does not ask a level again that was reached by the date before', () => {
    const item = extended(passed(doing(), at('2018-08-08')), facts({ on: '2018-08-09' }));
    expect(levels(item)).toEqual([['2', '2018-09-14']]);
    // Nor does it answer for a date that has been put off.
    expect(item.deadlines.find(({ key }) => key === 'escalation-answer')?.status).toBe('cancelled');
    expect(passed(item, at('2018-08-30')).level).toBe(1);
  });

  it('moves levels that were not reached yet', () => {
    expect(levels(extended(doing(), facts({ on: '2018-08-01' })))).toEqual([
      ['1', '2018-09-03'],
      ['2', '2018-09-14'],
    ]);
  });

  it('asks again where nobody was there and the item stayed below', () => {
    const nobody = vacant('head-of-service', 'corporate-director');
    const exempt = { ...doing(), exempt: true };
    const item = passed(exempt, at('2018-08-08', nobody));
    expect(item.level).toBe(0);
    expect(levels(extended(item, facts({ on: '2018-08-09' })))).toEqual([
      ['1', '2018-09-03'],
      ['2', '2018-09-14'],
    ]);
  });
});

describe('an answer that is due', () => {
  const first = passed(doing(), at('2018-08-08'));
  const head = anActor(['director'], ['head-of-service'], 'ben');

  it('and was not given takes the item to the next level, and says why', () => {
    const decision = change(passTime(first, at('2018-08-16', {}, '00:00')));
    expect(decision.item.level).toBe(2);
    expect(raised(decision.item)[1]).toMatchObject({ level: 2, post: 'corporate-director', limit: 'do' });
    expect(events(decision, 'deadline-missed')).toHaveLength(1);
    expect(events(decision, 'level-raised')).toMatchObject([
      { stepsVersion: false, reason: 'Level 1 did not answer by 15 August 2018. So it goes to level 2.' },
    ]);
    // Its own day, 21 August, finds the item there.
    const own = change(passTime(decision.item, at('2018-08-21')));
    expect(events(own, 'level-reached')).toMatchObject([{ reason: 'It stands at level 2 already.' }]);
    expect(raised(own.item)).toHaveLength(2);
  });

  it('and was acknowledged waits for the day that was promised, and then climbs too', () => {
    const known = { ...facts({ on: '2018-08-09' }), actor: head };
    const promised = changed(acknowledgeLevel(first, { level: 1, answerBy: '2018-08-22' }, known));
    const waiting = change(passTime(promised, at('2018-08-21')));
    expect(waiting.item.level).toBe(1);
    expect(events(waiting, 'level-reached')).toMatchObject([
      { reason: 'Level 1 is acknowledged and promises an answer for 22 August 2018.' },
    ]);
    const late = change(passTime(waiting.item, at('2018-08-23', {}, '00:00')));
    expect(late.item.level).toBe(2);
    expect(events(late, 'level-raised')[0]?.reason).toContain('Level 1 promised an answer for 22 August 2018');
  });

  it('and was given climbs never by itself', () => {
    const known = { ...facts({ on: '2018-08-14' }), actor: head };
    const place = { kind: 'escalations', no: 1 };
    const answered = changed(completeRecord(first, place, { answer: 'It is ordered' }, known));
    expect(passed(answered, at('2018-08-20')).level).toBe(1);
  });

  it('is asked no more once what the item was raised for is done', () => {
    const known = facts({ on: '2018-08-10' });
    const proven = changed(addEvidence(first, { title: 'A note', note: 'Seen', link: null, file: null }, known));
    const done = changed(transitionWorkItem(proven, { transition: 'submit', fields: { answer: 'Done' } }, known));
    expect(done.deadlines.find(({ key }) => key === 'escalation-answer')?.status).toBe('cancelled');
    expect(describeLevels(done, { ...known, actor: head })).toMatchObject({ mayAcknowledge: null, mayAnswer: null });
    expect(describeLevels(first, { ...known, actor: head })).toMatchObject({ mayAcknowledge: 1, mayAnswer: 1 });
    expect(passed(done, at('2018-08-20')).level).toBe(1);
  });
});

describe('a post in which nobody is there', () => {
  it('is passed over while it is vacant, and the history says so', () => {
    const decision = change(passTime(doing(), at('2018-08-08', vacant('head-of-service'))));
    const reason = 'Level 1, Head of Service, is vacant. So it goes to level 2.';
    expect(decision.item).toMatchObject({ level: 2, contributors: ['corporate-director'] });
    expect(raised(decision.item)).toMatchObject([{ level: 2, post: 'corporate-director', reason }]);
    expect(events(decision, 'level-reached')).toMatchObject([{ reason, fields: { mark: '1', level: 2 } }]);
  });

  const away = { absences: [{ personId: 'person-ben', from: '2018-08-01', to: '2018-08-17' }] };

  it('is passed over while its holder is away, but not where somebody covers it', () => {
    expect(raised(passed(doing(), at('2018-08-08', away)))).toMatchObject([
      {
        level: 2,
        reason: 'Level 1, Head of Service, is away until 17 August 2018, without cover. So it goes to level 2.',
      },
    ]);
    const covers = [{ post: 'head-of-service', personId: 'person-dee', from: '2018-08-01', to: '2018-08-17' }];
    expect(raised(passed(doing(), at('2018-08-08', { ...away, covers })))).toMatchObject([{ level: 1 }]);
    const both = [...away.absences, { personId: 'person-dee', from: '2018-08-08', to: '2018-08-08' }];
    expect(raised(passed(doing(), at('2018-08-08', { absences: both, covers })))).toMatchObject([{ level: 2 }]);
  });

  it('is passed over on the day on which whoever covers it leaves at once', () => {
    const leaving = leavingOf('2018-08-08', { now: londonInstant('2018-08-08', '07:30'), today: '2018-08-08' });
    const covers = [{ post: 'head-of-service', personId: 'person-dee', from: '2018-08-01', to: '2018-08-17' }];
    const gone = organisationAfter('person-dee', leaving, anOrganisation({ ...vacant('head-of-service'), covers }));
    expect(raised(passed(doing(), at('2018-08-08', gone)))).not.toMatchObject([{ level: 1 }]);
  });

  it('leaves the item where it is when none is left above, and tells the owner and who administers the posts', () => {
    const known = at('2018-08-08', vacant('head-of-service', 'corporate-director'), '08:00', {
      roles: { 'person-cyd': ['administrator'], 'person-dee': ['administrator'] },
      definition: aDefinition({ visibility: { administrator: ['item'] } }),
    });
    const decision = change(passTime({ ...doing(), exempt: true, contributors: ['clerk'] }, { ...known }));
    expect(decision.item).toMatchObject({ level: 0, records: {} });
    const [reached] = events(decision, 'level-reached');
    expect(reached?.reason).toBe(
      'Level 1, Head of Service, is vacant. Level 2, Corporate Director, is vacant. ' +
        'Level 3 is the agenda of a meeting, and an exempt item does not go onto one by itself. Nobody is there above.',
    );
    expect(decision.notices.filter(({ kind }) => kind === 'escalation').map(({ post }) => post)).toEqual(['lead']);
  });
});

describe('a level that is an agenda', () => {
  const meetings = ['2018-08-29', '2018-09-20'].map((heldOn) => ({
    id: `panel-${heldOn}`,
    body: 'panel',
    heldOn,
    title: 'The panel',
    held: false,
  }));
  const withAnswer = (): WorkItem => {
    // Level 2 of the small request asks no answer of anybody: here it does.
    const levels = (aDefinition().escalation['standard'] ?? []).map((step) =>
      step.level === 2 ? { ...step, answerWithin: { amount: 2, unit: 'working-days' as const } } : step,
    );
    const definition = aDefinition({ escalation: { standard: levels } });
    return passed(doing(facts({ definition })), at('2018-08-20', { meetings }, '08:00', { definition }));
  };
  const definition = { definition: aDefinition({ visibility: { 'democratic-services': ['item'] } }), roles };

  it('is reached when the level before does not answer: onto the next agenda that is not out, and told', () => {
    expect(withAnswer().level).toBe(2);
    const decision = change(passTime(withAnswer(), at('2018-08-21', { meetings }, '00:00', definition)));
    // The agenda of 29 August went out on the 20th, five clear working days before.
    expect(raised(decision.item).at(-1)).toMatchObject({
      level: 3,
      agenda: 'The panel on 20 September 2018',
      meeting: 'panel-2018-09-20',
    });
    expect(decision.notices.filter(({ kind }) => kind === 'escalation').map(({ post }) => post)).toEqual([
      'lead',
      'clerk',
    ]);
  });

  it.each([
    ['an exempt item', { exempt: true }],
    ['an item that is kept to some', { restrictedTo: { posts: ['lead'], people: [] } }],
  ])('is never that of %s', (what, kept) => {
    const decision = change(
      passTime({ ...withAnswer(), ...kept }, at('2018-08-21', { meetings }, '00:00', definition)),
    );
    expect(decision.item.level).toBe(2);
    expect(events(decision, 'deadline-missed')[0]?.reason).toContain(`${what} does not go onto one by itself`);
  });
});
