import {
  acknowledgeLevel,
  addEvidence,
  addRecord,
  completeRecord,
  createWorkItem,
  describePath,
  escalateItem,
  latestDeadline,
  maySee,
  stalledReasons,
  transitionWorkItem,
  type Actor,
  type Decision,
  type Fields,
  type WorkItem,
} from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { actor } from '../testing/card-facts.js';
import { areaLead, caseFacts, caseworker, changed, director, senOfficer } from '../testing/case-facts.js';

const facts = (on: string, who: Actor = caseworker) => caseFacts('ehcp-escalation', on, who);

function identified(on = '2019-06-10', fields: Fields = {}): WorkItem {
  const all = {
    caseReference: 'L-0902',
    yearGroup: 10,
    area: 'east',
    noRecordedSchool: true,
    senArea: 'area-sen-manager-east',
    maintainingAuthority: 'Kent',
    ...fields,
  };
  return changed(
    createWorkItem({ id: 'case', reference: 'EE-2019-001', title: 'A school place', fields: all }, facts(on)),
  );
}

/** What is entered on a form, and by whom where it is not the caseworker. */
type Form = { by?: Actor; reason?: string; [field: string]: unknown };

function attempt(item: WorkItem, on: string, transition: string, { by, reason, ...fields }: Form = {}): Decision {
  return transitionWorkItem(item, { transition, fields: fields as Fields, reason }, facts(on, by));
}
const move = (...args: Parameters<typeof attempt>) => changed(attempt(...args));
const record = (item: WorkItem, on: string, kind: string, fields: Fields) =>
  changed(addRecord(item, kind, fields, facts(on, senOfficer)));
const due = (item: WorkItem, key: string) => latestDeadline(item.deadlines, key);

function refusal(decision: Decision) {
  return decision.allowed
    ? null
    : { kind: decision.refusal.kind, fields: decision.refusal.missing.map((m) => m.field) };
}

const asked = (school: string, on: string) => ({ school, yearGroup: 10, askedOn: on, papersOn: '2019-05-20' });
const consulting = () => record(identified(), '2019-06-11', 'consultations', asked('Hop Garden School', '2019-06-11'));
const answered = (answer: string) =>
  changed(
    completeRecord(
      consulting(),
      { kind: 'consultations', no: 1 },
      { answer, answeredOn: '2019-06-24' },
      facts('2019-06-24', senOfficer),
    ),
  );
const offered = () =>
  move(answered('offered'), '2019-06-25', 'offer-place', {
    by: senOfficer,
    school: 'Hop Garden School',
    startsOn: '2019-09-03',
  });
const inEducation = () => move(offered(), '2019-09-04', 'start-education', { startedOn: '2019-09-03' });
const note = { title: 'Attendance of the half term', note: '96 per cent', link: null, file: null };
const attending = () => changed(addEvidence(inEducation(), note, facts('2019-10-14')));
const placed = { exit: 'placed', exitOn: '2019-10-15', attendance: 96, attendanceSustainedOn: '2019-10-15' };

describe('a child without suitable education', () => {
  it('has evidenced progress to show in four weeks, and schools to answer in fifteen days', () => {
    expect(identified()).toMatchObject({ state: 'identified', level: 0, nextDueOn: '2019-07-08' });
    expect(consulting()).toMatchObject({ state: 'consulting', nextDueOn: '2019-06-26' });
    expect(due(consulting(), 'progress')).toMatchObject({ occurrence: 1, dueOn: '2019-07-08' });
    expect(due(answered('full'), 'ehc-school-consultation')).toMatchObject({ status: 'met', metOn: '2019-06-24' });
  });

  it('has a limit for each consultation of its own', () => {
    const two = record(consulting(), '2019-06-14', 'consultations', asked('Weir Meadow School', '2019-06-14'));
    expect(
      two.deadlines
        .filter(({ key }) => key === 'ehc-school-consultation')
        .map(({ occurrence, dueOn }) => [occurrence, dueOn]),
    ).toEqual([
      [1, '2019-06-26'],
      [2, '2019-06-29'],
    ]);
  });

  it('shows progress by evidence alone: each piece begins four weeks anew', () => {
    const shown = changed(addEvidence(consulting(), { ...note, title: 'Visit to a school' }, facts('2019-07-01')));
    expect(shown.deadlines.filter(({ key }) => key === 'progress').map(({ status, dueOn }) => [status, dueOn])).toEqual(
      [
        ['met', '2019-07-08'],
        ['running', '2019-07-29'],
      ],
    );
  });

  it('says for which of the three reasons, of which there may be several', () => {
    const none = identified('2019-06-10', { noRecordedSchool: false });
    expect(refusal(attempt(none, '2019-06-11', 'consult'))).toEqual({ kind: 'missing', fields: ['noRecordedSchool'] });
    const two = identified('2019-06-10', { noRecordedSchool: true, awaitingPlacementChange: true });
    expect(move(two, '2019-06-11', 'consult').state).toBe('consulting');
  });

  it('is offered a place when a school that was consulted says so', () => {
    const form = { by: senOfficer, school: 'Hop Garden School', startsOn: '2019-09-03' };
    expect(refusal(attempt(answered('full'), '2019-06-25', 'offer-place', form))).toEqual({
      kind: 'missing',
      fields: ['consultations'],
    });
    expect(refusal(attempt(answered('offered'), '2019-06-25', 'offer-place', { ...form, by: caseworker }))?.kind).toBe(
      'forbidden',
    );
    expect(offered()).toMatchObject({ state: 'place-offered', nextDueOn: '2019-07-08' });
    expect(due(offered(), 'startsOn')).toMatchObject({ dueOn: '2019-09-03' });
  });

  it('steps back when an offer falls through or a place breaks down', () => {
    expect(move(offered(), '2019-07-02', 'lose-offer', { reason: 'The school withdrew it' }).state).toBe('consulting');
    const again = move(inEducation(), '2019-10-01', 'break-down', { reason: 'Excluded for good' });
    expect(again).toMatchObject({ state: 'identified', nextDueOn: '2019-10-29' });
  });

  it('does not begin the four weeks anew by a step back, which is no progress', () => {
    const back = move(consulting(), '2019-06-24', 'consult-anew', { reason: 'Other schools' });
    expect(due(back, 'progress')).toMatchObject({ occurrence: 1, status: 'running', dueOn: '2019-07-08' });
    const lost = move(offered(), '2019-07-02', 'lose-offer', { reason: 'The school withdrew it' });
    expect(due(lost, 'progress')).toMatchObject({ occurrence: 1, status: 'running', dueOn: '2019-07-08' });
    expect(due(lost, 'startsOn')).toMatchObject({ status: 'cancelled' });
  });
});

describe('the end', () => {
  it('comes when attendance is sustained and the virtual school confirms it', () => {
    const lacking = refusal(attempt(inEducation(), '2019-10-15', 'close', { by: areaLead }));
    expect([...new Set(lacking?.fields)]).toEqual([
      'exit',
      'exitOn',
      'attendance',
      'attendanceSustainedOn',
      'evidence',
    ]);
    expect(refusal(attempt(attending(), '2019-10-15', 'close', { ...placed }))?.kind).toBe('forbidden');
    expect(refusal(attempt(attending(), '2019-10-15', 'close', { ...placed, by: senOfficer }))?.kind).toBe('forbidden');
    const tooEarly = { ...placed, attendanceSustainedOn: '2019-09-02', by: areaLead };
    expect(refusal(attempt(attending(), '2019-10-15', 'close', tooEarly))?.fields).toEqual(['attendanceSustainedOn']);
    expect(move(attending(), '2019-10-15', 'close', { ...placed, by: areaLead })).toMatchObject({
      state: 'closed',
      closed: true,
      nextDueOn: null,
    });
  });

  it('is not a school place for somebody who is not in education', () => {
    expect(attempt(consulting(), '2019-10-15', 'close', { ...placed, by: areaLead })).toMatchObject({
      refusal: { kind: 'state' },
    });
  });

  it('of a reduced timetable is a full one', () => {
    const reduced = identified('2019-09-09', { noRecordedSchool: false, reducedTimetable: true });
    const full = move(reduced, '2019-11-04', 'return-to-full-time', { startedOn: '2019-11-04' });
    const shown = changed(addEvidence(full, note, facts('2019-12-02')));
    const ended = { ...placed, exit: 'timetable-ended', exitOn: '2019-12-03', attendanceSustainedOn: '2019-12-03' };
    expect(move(shown, '2019-12-03', 'close', { ...ended, by: areaLead }).fields['exit']).toBe('timetable-ended');
    expect(refusal(attempt(identified(), '2019-11-04', 'return-to-full-time', { startedOn: '2019-11-04' }))).toEqual({
      kind: 'missing',
      fields: ['reducedTimetable'],
    });
  });

  it('may be an exit with its day and reason, which is no place', () => {
    const left = { exit: 'left-care', exitOn: '2019-08-30', reason: 'Went home', by: areaLead };
    expect(move(consulting(), '2019-09-02', 'leave', left).fields).toMatchObject({
      exit: 'left-care',
      exitOn: '2019-08-30',
    });
    expect(refusal(attempt(consulting(), '2019-09-02', 'leave', { ...left, exit: 'placed' }))?.fields).toEqual([
      'exit',
    ]);
  });

  it('by age hands over to a case that goes on, linked both ways', () => {
    const form = { exit: 'aged-to-post-16', exitOn: '2019-08-31' };
    const decision = attempt(identified('2019-06-10', { yearGroup: 11 }), '2019-09-02', 'hand-over', form);
    expect(changed(decision)).toMatchObject({ state: 'closed', links: [{ to: 'opened', kind: 'handed-over-to' }] });
    expect(decision).toMatchObject({
      change: {
        opens: [
          {
            definition: { key: 'post-16-destination' },
            change: {
              item: {
                state: 'without-destination',
                fields: { caseReference: 'L-0902', area: 'east' },
                links: [{ to: 'EE-2019-001' }],
                nextDueOn: '2019-09-30',
              },
            },
          },
        ],
      },
    });
    expect(refusal(attempt(consulting(), '2019-09-02', 'hand-over', { ...form, exit: 'placed' }))?.fields).toEqual([
      'exit',
    ]);
  });
});

describe('the levels', () => {
  it('are reached 4, 8, 16 and 24 weeks after the last evidence', () => {
    const item = consulting();
    const known = facts('2019-07-09');
    const progress = due(item, 'progress');
    expect(
      progress && describePath(item, known.definition, progress, known).map(({ level, post, on }) => [level, post, on]),
    ).toEqual([
      [1, 'area-sen-manager-east', '2019-07-08'],
      [2, 'county-service-manager-sen', '2019-08-05'],
      [3, 'director-integrated-services', '2019-09-30'],
      [4, 'corporate-director', '2019-11-25'],
    ]);
  });

  it('may be passed over by right of the virtual school, with a reason', () => {
    const raise = (by: Actor, reason?: string) =>
      escalateItem(consulting(), { level: 3, reason }, facts('2019-07-09', by));
    expect(refusal(raise(caseworker))).toEqual({ kind: 'missing', fields: ['reason'] });
    expect(refusal(raise(senOfficer, 'It cannot wait'))?.kind).toBe('forbidden');
    expect(changed(raise(caseworker, 'It cannot wait'))).toMatchObject({
      level: 3,
      records: {
        escalations: [{ fields: { level: 3, post: 'director-integrated-services', answerDueOn: '2019-07-23' } }],
      },
    });
  });

  it('are acknowledged by name, with the day of the answer', () => {
    const raised = changed(escalateItem(consulting(), { level: 1 }, facts('2019-07-09')));
    const acknowledge = (by: Actor) =>
      acknowledgeLevel(raised, { level: 1, answerBy: '2019-07-19' }, facts('2019-07-10', by));
    expect(refusal(acknowledge(caseworker))?.kind).toBe('forbidden');
    expect(changed(acknowledge(senOfficer)).records['escalations']).toMatchObject([
      { fields: { acknowledgedBy: 'sen-officer', answerBy: '2019-07-19' } },
    ]);
  });
});

describe('a case that is stalled', () => {
  const why = (item: WorkItem, on: string) => stalledReasons(item, facts(on));

  it('has shown nothing new for 20 working days, or was raised three times at one level', () => {
    expect(why(consulting(), '2019-07-08')).toEqual([]);
    expect(why(consulting(), '2019-07-09')).toEqual([
      'No new evidence for more than 20 working days, since 10 June 2019.',
    ]);
    const raise = (item: WorkItem, on: string) => changed(escalateItem(item, { level: 1 }, facts(on)));
    const thrice = raise(raise(raise(consulting(), '2019-06-12'), '2019-06-27'), '2019-07-12');
    expect(why(thrice, '2019-07-01')).toEqual(['Raised 3 times at level 1.']);
  });

  it('or the child moved home after all that was done', () => {
    const moved = record(consulting(), '2019-06-20', 'moves', { movedOn: '2019-06-19', toArea: 'south' });
    expect(why(moved, '2019-06-20')).toEqual(['Moves of home: 19 June 2019, and nothing has been done since.']);
  });
});

describe('what is kept beside the search', () => {
  it('a reduced timetable has its review, a plan its annual review and what follows from it', () => {
    const reduced = {
      hoursAWeek: 12.5,
      reason: 'Return after illness',
      startsOn: '2019-09-09',
      reviewOn: '2019-10-07',
      endsOn: '2019-11-04',
    };
    const one = record(identified(), '2019-09-09', 'reducedTimetables', reduced);
    expect(due(one, 'reviewOn')).toMatchObject({ dueOn: '2019-10-07', status: 'running' });
    const reviewed = record(one, '2019-09-10', 'annualReviews', { lastOn: '2018-11-30' });
    expect(due(reviewed, 'ehc-annual-review')).toMatchObject({ dueOn: '2019-11-30', basis: 'statutory' });
    const noticed = record(reviewed, '2019-11-20', 'reviewNotices', { meetingOn: '2019-11-19' });
    expect(due(noticed, 'ehc-review-notice')).toMatchObject({ dueOn: '2019-12-17' });
    const amended = record(noticed, '2019-12-16', 'amendedPlans', { noticeOn: '2019-12-16' });
    expect(due(amended, 'ehc-review-final')).toMatchObject({ dueOn: '2020-02-10', basis: 'local' });
  });
});

describe('who sees a case', () => {
  const sees = (who: Actor) => maySee(identified(), facts('2019-06-10').definition, who);

  it('are the virtual school, SEN and the directors, never the panel', () => {
    expect([caseworker, areaLead, senOfficer, director].map(sees)).toEqual([true, true, true, true]);
    const others = ['chair', 'panel-member', 'officer', 'referrer', 'plan-lead'] as const;
    expect(others.map((role) => sees(actor(role, [])))).toEqual(others.map(() => false));
  });
});
