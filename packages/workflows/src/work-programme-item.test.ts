import { describe, expect, it } from 'vitest';
import {
  createWorkItem,
  editWorkItem,
  openGaps,
  passTime,
  recalculateItem,
  transitionWorkItem,
  type Actor,
  type Decision,
  type Fields,
  type WorkItem,
} from '@kept/domain';
import { actor, director, officer } from '../testing/card-facts.js';
import { chair, clerk, meetingOf, panelFacts } from '../testing/panel-facts.js';

const facts = (on: string, who: Actor = clerk) => panelFacts('work-programme-item', on, who);
const author = actor('officer', ['head-of-fostering']);
const leading = { ...director, posts: ['director-integrated-services'] } as Actor;

function item(decision: Decision): WorkItem {
  if (!decision.allowed) throw new Error(JSON.stringify(decision.refusal));
  return decision.change.item;
}

function commissioned(fields: Fields = {}): WorkItem {
  const command = {
    id: 'report',
    reference: 'WP-2018-001',
    title: 'The fostering plan',
    ownerPost: 'head-of-fostering',
  };
  return item(createWorkItem({ ...command, fields }, facts('2018-06-04')));
}

interface Step {
  on: string;
  by?: Actor;
  fields?: Fields;
  reason?: string;
}

function attempt(report: WorkItem, transition: string, { on, by = clerk, fields = {}, reason }: Step): Decision {
  return transitionWorkItem(report, { transition, fields, reason }, facts(on, by));
}

const move = (report: WorkItem, transition: string, step: Step): WorkItem => item(attempt(report, transition, step));

function scheduled(on = '2018-06-05', fields: Fields = {}): WorkItem {
  const given = { meeting: 'panel-2018-07-19', director: 'director-integrated-services', recurrence: 'once' };
  return move(commissioned(), 'schedule', { on, fields: { ...given, ...fields } });
}

/** Drafted, cleared and published in time for the agenda of 11 July 2018. */
function published(fields: Fields = {}): WorkItem {
  const drafted = move(scheduled('2018-06-05', fields), 'draft', { on: '2018-06-20', by: author });
  const cleared = move(drafted, 'clear-by-director', { on: '2018-06-26', by: leading });
  const agreed = move(cleared, 'clear-by-cabinet-member', { on: '2018-07-04' });
  return move(agreed, 'publish', { on: '2018-07-11', fields: { agendaItem: '9', pages: '35 to 62' } });
}

const refusal = (decision: Decision) => (decision.allowed ? null : decision.refusal);
const dates = (report: WorkItem) =>
  Object.fromEntries(report.deadlines.map(({ key, dueOn, status }) => [key, `${dueOn} ${status}`]));

describe('a report that has no meeting yet', () => {
  it('is to have one by the next meeting, and stays to be seen though it has none', () => {
    expect(commissioned()).toMatchObject({ state: 'unscheduled', nextDueOn: '2018-07-19' });
    const later = item(passTime(commissioned(), facts('2019-03-01')));
    expect(later).toMatchObject({ state: 'unscheduled', closed: false, nextDueOn: '2018-07-19' });
  });

  it('is scheduled by the clerk, the officer or the chair; who writes and who leads may still be missing', () => {
    const step = { on: '2018-06-05', fields: { meeting: 'panel-2018-07-19' } };
    expect(refusal(attempt(commissioned(), 'schedule', { ...step, by: director }))?.kind).toBe('forbidden');
    expect(refusal(attempt(commissioned(), 'schedule', { on: '2018-06-05' }))?.missing[0]?.field).toBe('meeting');
    const report = move(commissioned(), 'schedule', { ...step, by: chair });
    const gaps = openGaps(report, facts('2018-06-05').definition);
    expect(gaps.map(({ field }) => field)).toEqual(['authorAsPrinted', 'director', 'recurrence']);
  });
});

describe('a report with a meeting', () => {
  it('has each step’s date at once, counted back from the agenda of 19 July 2018', () => {
    expect(dates(scheduled())).toEqual({
      schedule: '2018-07-19 met',
      draft: '2018-06-20 running',
      'director-clearance': '2018-06-27 running',
      'cabinet-clearance': '2018-07-04 running',
      publication: '2018-07-11 running', // the day on which the agenda was published
      presentation: '2018-07-19 running',
    });
  });

  it('moves with its meeting, and back again', () => {
    const moved = [{ ...meetingOf('2018-07-19'), heldOn: '2018-07-26' }];
    const report = scheduled();
    const after = item(recalculateItem(report, panelFacts('work-programme-item', '2018-06-06', clerk, moved)));
    expect(dates(after)).toMatchObject({
      draft: '2018-06-27 running',
      publication: '2018-07-18 running',
      presentation: '2018-07-26 running',
    });
    const back = item(recalculateItem(after, facts('2018-06-06')));
    expect(dates(back)).toEqual(dates(report));
  });

  it('is put off by naming another meeting', () => {
    const edit = { fields: { meeting: 'panel-2018-09-13' } };
    const report = item(editWorkItem(scheduled(), edit, facts('2018-06-06')));
    expect(dates(report)).toMatchObject({ draft: '2018-08-14 running', presentation: '2018-09-13 running' });
  });

  it('is late at once where its meeting is too near', () => {
    expect(dates(scheduled('2018-07-02'))).toMatchObject({ draft: '2018-06-20 running' });
  });
});

describe('the way to the panel', () => {
  it('is written by its owner, cleared by its lead director and the cabinet member, and published by the clerk', () => {
    expect(refusal(attempt(scheduled(), 'draft', { on: '2018-06-20', by: leading }))?.kind).toBe('forbidden');
    const drafted = move(scheduled(), 'draft', { on: '2018-06-20', by: author });
    const another = { ...director, posts: ['corporate-director'] } as Actor;
    expect(refusal(attempt(drafted, 'clear-by-director', { on: '2018-06-26', by: another }))?.kind).toBe('forbidden');
    expect(dates(published())).toEqual({
      schedule: '2018-07-19 met',
      draft: '2018-06-20 met',
      'director-clearance': '2018-06-27 met',
      'cabinet-clearance': '2018-07-04 met',
      publication: '2018-07-11 met',
      presentation: '2018-07-19 running',
    });
  });

  it('leads back where something is to change: the draft begins anew and the other dates stay', () => {
    const drafted = move(scheduled(), 'draft', { on: '2018-06-18', by: author });
    const back = move(drafted, 'return', { on: '2018-06-19', by: leading, reason: 'The figures are of May.' });
    expect(back.state).toBe('scheduled');
    expect(dates(back)).toMatchObject({ draft: '2018-06-20 running', 'director-clearance': '2018-06-27 running' });
  });

  it('is short for a verbal update: only the agenda and the meeting have a date', () => {
    const verbal = move(commissioned({ verbal: true }), 'schedule', {
      on: '2018-06-05',
      fields: { meeting: 'panel-2018-07-19' },
    });
    expect(verbal.state).toBe('scheduled-without-paper');
    expect(dates(verbal)).toEqual({
      schedule: '2018-07-19 met',
      publication: '2018-07-11 running',
      presentation: '2018-07-19 running',
    });
    expect(move(verbal, 'list', { on: '2018-07-11' }).state).toBe('published');
  });
});

describe('a report that was presented', () => {
  const step = { on: '2018-07-19' };

  it('is over where it comes once', () => {
    expect(move(published(), 'present', step)).toMatchObject({ state: 'presented', closed: true, nextDueOn: null });
    const again = refusal(attempt(published(), 'present-and-open-next', step));
    expect(again?.missing).toEqual([
      { field: 'recurrence', text: 'This report comes once. Say how often it comes first.' },
    ]);
  });

  it.each(['each-meeting', 'six-monthly', 'annual'])('opens the next one where it comes again: %s', (recurrence) => {
    const report = published({ recurrence });
    expect(refusal(attempt(report, 'present', step))?.missing[0]?.field).toBe('recurrence');
    const decision = attempt(report, 'present-and-open-next', step);
    expect(item(decision).state).toBe('presented');
    expect(decision.allowed && decision.change.opens?.[0]?.change.item).toMatchObject({
      state: 'unscheduled',
      title: 'The fostering plan',
      fields: { recurrence, director: 'director-integrated-services' },
    });
  });

  it('or is withdrawn on the way, with the reason', () => {
    const reason = 'It is part of another.';
    expect(move(scheduled(), 'withdraw', { on: '2018-06-08', by: officer, reason }).state).toBe('withdrawn');
  });
});
