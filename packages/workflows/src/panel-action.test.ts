import { describe, expect, it } from 'vitest';
import {
  addEvidence,
  createWorkItem,
  describePath,
  latestDeadline,
  maySee,
  openGaps,
  recalculateItem,
  transitionWorkItem,
  type Actor,
  type Decision,
  type Fields,
  type WorkItem,
} from '@kept/domain';
import { actor, director, officer, participation } from '../testing/card-facts.js';
import { chair, clerk, meetingOf, panelFacts } from '../testing/panel-facts.js';

const facts = (on: string, who: Actor = officer) => panelFacts('panel-action', on, who);

function item(decision: Decision): WorkItem {
  if (!decision.allowed) throw new Error(JSON.stringify(decision.refusal));
  return decision.change.item;
}

interface Given {
  title?: string;
  ownerPost?: string;
  fields?: Fields;
}

function proposed({ title = 'Write to thank somebody', ownerPost, fields = {} }: Given = {}): WorkItem {
  return item(
    createWorkItem({ id: 'action', reference: 'PA-2018-001', title, ownerPost, fields }, facts('2018-06-04')),
  );
}

interface Step {
  on: string;
  by?: Actor;
  fields?: Fields;
  reason?: string;
}

function attempt(action: WorkItem, transition: string, { on, by = officer, fields = {}, reason }: Step): Decision {
  return transitionWorkItem(action, { transition, fields, reason }, facts(on, by));
}

const move = (action: WorkItem, transition: string, step: Step): WorkItem => item(attempt(action, transition, step));

function agreed(given: Given = {}): WorkItem {
  return move(proposed(given), 'agree', { on: '2018-06-05', by: clerk });
}

/** Proposed to close on 11 July 2018 by whoever owns it. */
function proposedToClose(given: Given, owner: Actor): WorkItem {
  const seen = { title: 'The letter', note: 'Sent', link: null, file: null };
  const shown = item(addEvidence(agreed(given), seen, facts('2018-07-11', owner)));
  return move(shown, 'propose-to-close', { on: '2018-07-11', by: owner, fields: { outcome: 'It was sent.' } });
}

const refusal = (decision: Decision) => (decision.allowed ? null : decision.refusal);
const due = (action: WorkItem, key: string) => latestDeadline(action.deadlines, key)?.dueOn;

describe('a panel action', () => {
  it('made by hand needs a title and no more: the corporate parenting officer owns it', () => {
    expect(proposed()).toMatchObject({
      state: 'proposed',
      ownerPost: 'corporate-parenting-officer',
      nextDueOn: '2018-06-18',
    });
  });

  it('shows that the meeting named nobody, and no date', () => {
    const gaps = openGaps(agreed(), facts('2018-06-05').definition);
    expect(gaps.map(({ field }) => field)).toEqual(['ownerAsPrinted', 'dueWords']);
  });

  it('is due in twenty working days where no date was said', () => {
    expect(due(agreed(), 'do')).toBe('2018-07-03');
  });

  it('is due on the day that was said', () => {
    const fields = { dueWords: 'by the end of July', dueBasis: 'end-of-the-month', dueOn: '2018-07-31' };
    expect(due(agreed({ fields }), 'do')).toBe('2018-07-31');
  });

  it('said for the next meeting is due on that meeting’s real day, and moves with it', () => {
    const action = agreed({ fields: { dueWords: 'the next meeting', dueMeeting: 'panel-2018-07-19' } });
    expect(due(action, 'do')).toBe('2018-07-19');
    const moved = [{ ...meetingOf('2018-07-19'), heldOn: '2018-07-26' }];
    const known = panelFacts('panel-action', '2018-06-06', clerk, moved);
    expect(due(item(recalculateItem(action, known)), 'do')).toBe('2018-07-26');
  });

  it('climbs from its owner to the director, the corporate director and the next agenda: it is no child’s case', () => {
    const action = agreed({ ownerPost: 'head-of-fostering', fields: { director: 'director-integrated-services' } });
    const deadline = latestDeadline(action.deadlines, 'do');
    if (!deadline) throw new Error('It has no date.');
    const known = facts('2018-06-05');
    const levels = describePath(action, known.definition, deadline, known);
    expect(levels.map(({ to }) => to)).toEqual([
      'director-integrated-services',
      'director-integrated-services',
      'corporate-director',
      'the agenda of the next meeting',
    ]);
  });

  it('may be an elected member’s', () => {
    const action = agreed({ ownerPost: 'panel-chair' });
    expect(maySee(action, facts('2018-06-05').definition, chair)).toBe(true);
    expect(proposedToClose({ ownerPost: 'panel-chair' }, chair).state).toBe('proposed-to-close');
  });
});

describe('the meeting closes what it ordered', () => {
  const owner = actor('officer', ['head-of-fostering']);
  const fields = { closedAt: 'panel-2018-07-19' };

  it('its owner proposes, with what was done and evidence', () => {
    const step = { on: '2018-07-11', by: owner };
    const bare = refusal(attempt(agreed({ ownerPost: 'head-of-fostering' }), 'propose-to-close', step));
    expect(bare?.missing.map(({ field }) => field)).toEqual(['outcome', 'evidence']);
    const other = attempt(agreed({ ownerPost: 'head-of-fostering' }), 'propose-to-close', {
      ...step,
      by: participation,
    });
    expect(refusal(other)?.kind).toBe('forbidden');
    expect(due(proposedToClose({ ownerPost: 'head-of-fostering' }, owner), 'close')).toBe('2018-07-19');
  });

  it('and does not close it, whoever that is', () => {
    const byOwner = attempt(proposedToClose({ ownerPost: 'head-of-fostering' }, owner), 'close', {
      on: '2018-07-19',
      by: owner,
      fields,
    });
    expect(refusal(byOwner)?.kind).toBe('forbidden');
    const ofClerk = proposedToClose({ ownerPost: 'democratic-services-officer' }, clerk);
    expect(refusal(attempt(ofClerk, 'close', { on: '2018-07-19', by: clerk, fields }))?.missing).toEqual([
      { field: 'secondPerson', text: 'Somebody else than the person who brought it here must do this.' },
      { field: 'ownerPost', text: 'The meeting closes it and not the post that owns it.' },
    ]);
    const ofChair = proposedToClose({ ownerPost: 'panel-chair' }, chair);
    const between = { on: '2018-07-12', by: chair, fields: { closedBetween: '2018-07-12' }, reason: 'It is done.' };
    const fieldsMissing = (decision: Decision) => refusal(decision)?.missing.map(({ field }) => field);
    expect(fieldsMissing(attempt(ofChair, 'close-between-meetings', between))).toEqual(['secondPerson', 'ownerPost']);
  });

  it('nor does its owner end it by another way out', () => {
    const on = '2018-07-11';
    const supersede = { on, by: officer, fields: { supersededBy: 'PA-2018-002' }, reason: 'One of two.' };
    expect(refusal(attempt(agreed(), 'supersede', supersede))?.missing.map(({ field }) => field)).toEqual([
      'ownerPost',
    ]);
    const drop = { on: '2018-07-19', by: chair, fields, reason: 'Overtaken by events.' };
    expect(refusal(attempt(agreed({ ownerPost: 'panel-chair' }), 'drop', drop))?.missing).toEqual([
      { field: 'ownerPost', text: 'Whoever owns it does not end it.' },
    ]);
  });

  it('the clerk records the meeting that closed it', () => {
    const action = proposedToClose({ ownerPost: 'head-of-fostering' }, owner);
    const without = refusal(attempt(action, 'close', { on: '2018-07-19', by: clerk }));
    expect(without?.missing.map(({ field }) => field)).toEqual(['closedAt']);
    expect(move(action, 'close', { on: '2018-07-19', by: clerk, fields })).toMatchObject({
      state: 'closed',
      closed: true,
      nextDueOn: null,
    });
  });

  it('the chair may close it between meetings, and it stays open until the next one has heard of it', () => {
    const action = proposedToClose({ ownerPost: 'head-of-fostering' }, owner);
    const step = { on: '2018-07-23', by: chair, fields: { closedBetween: '2018-07-23' }, reason: 'It cannot wait.' };
    expect(refusal(attempt(action, 'close-between-meetings', { ...step, by: clerk }))?.kind).toBe('forbidden');
    const between = move(action, 'close-between-meetings', step);
    expect(between).toMatchObject({ state: 'closed-between-meetings', closed: false });
    expect(due(between, 'report')).toBe('2018-09-13');
    const heard = { on: '2018-09-13', by: clerk, fields: { closedAt: 'panel-2018-09-13' } };
    expect(move(between, 'report', heard).state).toBe('closed');
  });

  it('or sends it back, and the time to do it begins anew', () => {
    const action = proposedToClose({ ownerPost: 'head-of-fostering' }, owner);
    const back = move(action, 'return', { on: '2018-07-19', by: chair, reason: 'Half of it is still to do.' });
    expect(back.state).toBe('in-progress');
    expect(due(back, 'do')).toBe('2018-08-16');
  });

  it('or says that it is no longer needed: an agreed one only at a meeting', () => {
    const step = { on: '2018-07-19', by: clerk, reason: 'Overtaken by events.' };
    expect(refusal(attempt(agreed(), 'drop', step))?.missing.map(({ field }) => field)).toEqual(['closedAt']);
    expect(move(agreed(), 'drop', { ...step, fields }).state).toBe('no-longer-needed');
    expect(move(proposed(), 'reject', { on: '2018-06-05', reason: 'A note, no action.' }).state).toBe(
      'no-longer-needed',
    );
  });
});

describe('what is put off to a future meeting', () => {
  it('goes onto the work programme, unscheduled, and says where it came from', () => {
    const action = proposed({
      title: 'A report on life stability',
      fields: { meeting: 'panel-2018-06-01', minuteNumber: 79, dueWords: 'a future meeting' },
    });
    const decision = attempt(action, 'put-on-work-programme', { on: '2018-06-05', by: clerk });
    expect(item(decision)).toMatchObject({ state: 'superseded', closed: true });
    const opened = decision.allowed ? decision.change.opens?.[0]?.change.item : undefined;
    expect(opened).toMatchObject({
      workflow: 'work-programme-item',
      state: 'unscheduled',
      title: 'A report on life stability',
      fields: { commissionedAt: 'panel-2018-06-01', minuteNumber: 79, dueWords: 'a future meeting' },
      nextDueOn: '2018-07-19',
    });
    expect(opened?.links.map(({ to, kind }) => [to, kind])).toEqual([['PA-2018-001', 'work-programme']]);
  });

  it('or is superseded by another item, which is named', () => {
    const step = { on: '2018-06-06', by: clerk, reason: 'One of two.' };
    expect(refusal(attempt(agreed(), 'supersede', step))?.missing[0]?.field).toBe('supersededBy');
    const fields = { supersededBy: 'PA-2018-002' };
    const ofChild = attempt(agreed(), 'supersede', { ...step, fields: { supersededBy: 'EE-2018-002' } });
    expect(refusal(ofChild)?.missing).toEqual([
      { field: 'supersededBy', text: '“Superseded by” must be a reference such as PA-2018-001 or WP-2018-001.' },
    ]);
    expect(move(agreed(), 'supersede', { ...step, fields }).state).toBe('superseded');
  });
});

describe('a panel action is seen', () => {
  it('by the panel and its officers, and not by whoever has nothing to do with it', () => {
    const { definition } = facts('2018-06-05');
    const seen = (who: Actor) => maySee(agreed(), definition, who);
    expect([chair, clerk, officer, director, actor('panel-member', [])].map(seen)).toEqual(Array(5).fill(true));
    expect(seen(actor('referrer', []))).toBe(false);
  });
});
