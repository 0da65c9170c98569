import {
  addRecord,
  createWorkItem,
  latestDeadline,
  listTransitions,
  maySee,
  transitionWorkItem,
  type Actor,
  type Decision,
  type Fields,
  type WorkItem,
} from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { actor } from '../testing/card-facts.js';
import { caseFacts, changed, coordinator, director, referrer } from '../testing/case-facts.js';

const facts = (on: string, who: Actor = coordinator) => caseFacts('lifelong-links-referral', on, who);
const { definition } = facts('2018-05-01');

function identified(on = '2018-05-01', fields: Fields = {}): WorkItem {
  const all = { caseReference: 'L-0417', source: 'statutory-visit', area: 'east', ageYears: 12, ...fields };
  return changed(createWorkItem({ id: 'case', reference: '', title: 'Referral', fields: all }, facts(on, referrer)));
}

/** What is entered on a form, and by whom where it is not the coordinator. */
type Form = { by?: Actor; reason?: string; [field: string]: unknown };

function attempt(item: WorkItem, on: string, transition: string, { by, reason, ...fields }: Form = {}): Decision {
  return transitionWorkItem(item, { transition, fields: fields as Fields, reason }, facts(on, by));
}
const move = (...args: Parameters<typeof attempt>) => changed(attempt(...args));

/** What was said: to the referral or to the search, by the young person or by whoever holds parental responsibility. */
interface Said {
  to: 'referral' | 'search';
  given: boolean;
  by?: 'young-person' | 'parental-responsibility';
}

function consent(item: WorkItem, on: string, { to, given, by = 'young-person' }: Said): WorkItem {
  return changed(addRecord(item, 'consents', { to, by, given }, facts(on, referrer)));
}

function refusal(decision: Decision) {
  return decision.allowed
    ? null
    : { kind: decision.refusal.kind, fields: decision.refusal.missing.map((m) => m.field) };
}

const agreed = () =>
  consent(move(identified(), '2018-05-02', 'seek-agreement'), '2018-05-08', { to: 'referral', given: true });
const referred = () => move(agreed(), '2018-05-09', 'refer', { by: referrer });
const triaged = (parentalConsentNeeded = false) =>
  move(referred(), '2018-05-14', 'triage', { urgency: 'soon', parentalConsentNeeded });
const consented = () => consent(triaged(), '2018-05-18', { to: 'search', given: true });
const allocated = () =>
  move(consented(), '2018-05-21', 'allocate', { coordinator: 'family-group-conference-coordinator' });
const searching = () => move(allocated(), '2018-05-30', 'start-search', { firstVisitOn: '2018-05-29' });
const connected = () => move(searching(), '2018-07-02', 'make-connections', { connectionsFound: 9 });
const planned = () => move(connected(), '2018-07-03', 'plan-conference', { conferenceOn: '2018-08-09' });
const agreedPlan = () =>
  move(planned(), '2018-08-09', 'agree-plan', { conferenceHeldOn: '2018-08-09', planInCarePlan: true });

const due = (item: WorkItem, key: string) => latestDeadline(item.deadlines, key);

describe('a referral from the first question to the second review', () => {
  it('passes every state, each with its next date', () => {
    const reviewed = move(agreedPlan(), '2018-11-07', 'review-plan', { firstReviewOn: '2018-11-07' });
    const completed = move(reviewed, '2019-02-06', 'complete', { secondReviewOn: '2019-02-06' });
    const steps = [identified(), referred(), triaged(), consented(), allocated(), searching(), connected(), planned()];
    expect([...steps, agreedPlan(), reviewed, completed].map(({ state, nextDueOn }) => [state, nextDueOn])).toEqual([
      ['identified', '2018-05-16'], // 10 working days over the bank holiday of 7 May
      ['referred', '2018-05-16'],
      ['triaged', '2018-05-29'],
      ['consented', '2018-06-04'],
      ['allocated', '2018-06-05'],
      ['searching', '2018-08-13'],
      ['connections-made', '2018-08-13'],
      ['conference-planned', '2018-08-09'],
      ['plan-agreed', '2018-11-09'],
      ['in-review', '2019-02-09'],
      ['completed', null],
    ]);
  });

  it('has one limit of twelve weeks from the allocation to the conference', () => {
    for (const item of [allocated(), searching(), connected(), planned()])
      expect(due(item, 'conference')).toMatchObject({ occurrence: 1, status: 'running', dueOn: '2018-08-13' });
    expect(due(agreedPlan(), 'conference')).toMatchObject({ status: 'met', metOn: '2018-08-09' });
  });

  it('gives the agreement ten working days from the day they were identified', () => {
    const asked = move(identified(), '2018-05-10', 'seek-agreement');
    expect(due(asked, 'agreement')).toMatchObject({ occurrence: 1, dueOn: '2018-05-16' });
  });
});

describe('the young person decides', () => {
  it('and is not referred without having agreed', () => {
    const asked = move(identified(), '2018-05-02', 'seek-agreement');
    expect(refusal(attempt(asked, '2018-05-03', 'refer', { by: referrer }))).toEqual({
      kind: 'missing',
      fields: ['consents'],
    });
    const byAnother = consent(asked, '2018-05-03', { to: 'referral', given: true, by: 'parental-responsibility' });
    expect(refusal(attempt(byAnother, '2018-05-03', 'refer', { by: referrer }))?.fields).toEqual(['consents']);
  });

  it('a no before the referral declines it, in their own words', () => {
    const no = { to: 'referral', by: 'young-person', given: false, words: 'Not now' };
    const declined = changed(addRecord(identified(), 'consents', no, facts('2018-05-08', referrer)));
    expect(declined).toMatchObject({ state: 'declined-by-young-person', closed: true, nextDueOn: null });
    expect(declined.records['consents']).toMatchObject([{ fields: { words: 'Not now', givenOn: '2018-05-08' } }]);
  });

  it('a no after it withdraws it, from wherever it stands', () => {
    for (const item of [referred(), triaged(), searching(), planned(), agreedPlan()])
      expect(consent(item, '2018-09-03', { to: 'referral', given: false }).state).toBe('withdrawn-by-young-person');
    const paused = move(referred(), '2018-05-10', 'pause', { reviewOn: '2018-09-03', reason: 'Exams' });
    expect(consent(paused, '2018-06-01', { to: 'referral', given: false }).state).toBe('withdrawn-by-young-person');
  });

  it('and nobody else ends it for them', () => {
    expect(
      consent(referred(), '2018-05-10', { to: 'referral', given: false, by: 'parental-responsibility' }).state,
    ).toBe('referred');
  });
});

describe('consent to search', () => {
  it('is asked after triage; allocation without it is refused', () => {
    const tried = attempt(triaged(), '2018-05-15', 'allocate', { coordinator: 'family-group-conference-coordinator' });
    expect(refusal(tried)).toEqual({ kind: 'missing', fields: ['consents'] });
    expect(tried).toMatchObject({
      refusal: { missing: [{ text: expect.stringContaining('There is no consent to search.') }] },
    });
  });

  it('is asked of whoever holds parental responsibility too, where the law needs it', () => {
    const one = consent(triaged(true), '2018-05-18', { to: 'search', given: true });
    expect(one.state).toBe('triaged');
    expect(refusal(attempt(one, '2018-05-18', 'consent'))).toEqual({ kind: 'missing', fields: ['consents'] });
    expect(consent(one, '2018-05-21', { to: 'search', given: true, by: 'parental-responsibility' }).state).toBe(
      'consented',
    );
  });

  it('may have been given before triage, which then leads on at once', () => {
    const early = consent(referred(), '2018-05-09', { to: 'search', given: true });
    expect(move(early, '2018-05-14', 'triage', { urgency: 'urgent', parentalConsentNeeded: false }).state).toBe(
      'consented',
    );
    expect(move(early, '2018-05-14', 'triage', { urgency: 'urgent', parentalConsentNeeded: true }).state).toBe(
      'triaged',
    );
  });

  it('taken back, ends the search at once, and nothing goes on until it is given anew', () => {
    for (const item of [consented(), allocated(), searching(), connected(), planned()]) {
      const stopped = consent(item, '2018-07-04', { to: 'search', given: false });
      expect(stopped).toMatchObject({ state: 'triaged', nextDueOn: '2018-07-18' });
      expect(attempt(stopped, '2018-07-05', 'make-connections', { connectionsFound: 9 })).toMatchObject({
        refusal: { kind: 'state' },
      });
      const tried = attempt(stopped, '2018-07-05', 'allocate', { coordinator: 'family-group-conference-coordinator' });
      expect(refusal(tried)).toEqual({ kind: 'missing', fields: ['consents'] });
      expect(consent(stopped, '2018-07-10', { to: 'search', given: true }).state).toBe('consented');
    }
  });

  it('taken back by whoever holds parental responsibility ends it where theirs is needed', () => {
    expect(
      consent(searching(), '2018-07-04', { to: 'search', given: false, by: 'parental-responsibility' }).state,
    ).toBe('searching');
    const both = consent(consent(triaged(true), '2018-05-18', { to: 'search', given: true }), '2018-05-18', {
      to: 'search',
      given: true,
      by: 'parental-responsibility',
    });
    expect(consent(both, '2018-07-04', { to: 'search', given: false, by: 'parental-responsibility' }).state).toBe(
      'triaged',
    );
  });

  it('taken back during a pause ends the search too, and a plan that is agreed stands', () => {
    const pause = (item: WorkItem) =>
      move(item, '2018-09-01', 'pause', { reviewOn: '2018-10-01', reason: 'Moving home' });
    expect(consent(pause(searching()), '2018-09-10', { to: 'search', given: false })).toMatchObject({
      state: 'triaged',
      returnsTo: null,
    });
    expect(consent(pause(agreedPlan()), '2018-09-10', { to: 'search', given: false }).state).toBe('paused');
    expect(consent(pause(referred()), '2018-09-10', { to: 'search', given: false }).state).toBe('paused');
    expect(consent(agreedPlan(), '2018-09-10', { to: 'search', given: false }).state).toBe('plan-agreed');
  });

  it('starts the twelve weeks anew at the next allocation', () => {
    const anew = consent(consent(searching(), '2018-07-04', { to: 'search', given: false }), '2018-07-10', {
      to: 'search',
      given: true,
    });
    const again = move(anew, '2018-07-11', 'allocate', { coordinator: 'family-group-conference-coordinator' });
    expect(due(again, 'conference')).toMatchObject({ occurrence: 2, status: 'running', dueOn: '2018-10-03' });
  });
});

describe('eligibility', () => {
  const found = (item: WorkItem) =>
    item.records['eligibility']?.map(({ fields }) => [fields['on'], fields['version'], fields['outcome']]);

  it('is looked at when the young person is referred and at triage, by the rule of the day, with its reasons', () => {
    expect(found(triaged())).toEqual([
      ['2018-05-09', 2, 'unknown'], // nobody has written down how long they have been in care
      ['2018-05-14', 2, 'unknown'],
    ]);
    const known = { inCareSince: '2016-06-10', planToReturnHome: false, planForAdoption: false, group: 'none' };
    const item = move(agreed(), '2018-05-09', 'refer', { by: referrer, ageYears: 12, ...known });
    expect(found(item)).toEqual([['2018-05-09', 2, 'eligible']]);
    expect(item.records['eligibility']?.[0]?.fields['reasons']).toContain(
      'In care for less than three years: met, since 10 June 2016.',
    );
  });

  it('shuts nobody out by itself: a person decides', () => {
    expect(move(agreed(), '2018-05-09', 'refer', { by: referrer, ageYears: 17 })).toMatchObject({
      state: 'referred',
      records: { eligibility: [{ fields: { outcome: 'not-eligible' } }] },
    });
  });
});

describe('a pause', () => {
  it('of ten days moves each date, without a breach, and leads back to where it stood', () => {
    const paused = move(allocated(), '2018-05-23', 'pause', { reviewOn: '2018-06-18', reason: 'Exams' });
    expect(paused).toMatchObject({ state: 'paused', returnsTo: 'allocated', nextDueOn: '2018-06-18' });
    const back = move(paused, '2018-06-02', 'resume', { by: referrer });
    expect(back).toMatchObject({ state: 'allocated', nextDueOn: '2018-06-14' }); // seven of the ten were working days
    expect(due(back, 'conference')).toMatchObject({ status: 'running', dueOn: '2018-08-23' });
    expect(back.deadlines.filter(({ status }) => status === 'missed')).toEqual([]);
  });

  it('needs a day to look at it again and a reason', () => {
    expect(refusal(attempt(searching(), '2018-06-01', 'pause'))).toEqual({
      kind: 'missing',
      fields: ['reviewOn', 'reason'],
    });
  });
});

describe('the ways out', () => {
  it.each([
    ['withdraw-by-social-worker', 'withdrawn-by-social-worker'],
    ['withdraw-by-young-person', 'withdrawn-by-young-person'],
    ['identity-work-suffices', 'identity-work-sufficient'],
  ])('%s from any open state, with a reason', (transition, state) => {
    for (const item of [identified(), agreed(), referred(), triaged(), searching(), planned(), agreedPlan()]) {
      expect(refusal(attempt(item, '2018-09-03', transition, { by: referrer }))?.fields).toEqual(['reason']);
      expect(move(item, '2018-09-03', transition, { by: referrer, reason: 'Because' })).toMatchObject({
        state,
        closed: true,
      });
    }
  });

  it('a coordinator does not withdraw in the name of the social worker', () => {
    expect(refusal(attempt(searching(), '2018-09-03', 'withdraw-by-social-worker'))?.kind).toBe('forbidden');
  });
});

describe('who sees a referral', () => {
  const sees = (who: Actor) => maySee(identified(), definition, who);

  it('are those who work on it, never the panel', () => {
    expect([referrer, coordinator, director].map(sees)).toEqual([true, true, true]);
    const others = ['chair', 'panel-member', 'officer', 'caseworker', 'plan-lead', 'participation'] as const;
    expect(others.map((role) => sees(actor(role, [])))).toEqual(others.map(() => false));
  });

  it('and once it is allocated, its own coordinator alone moves it', () => {
    const another = actor('coordinator', []);
    const option = (who: Actor) =>
      listTransitions(allocated(), facts('2018-05-22', who)).find(({ key }) => key === 'start-search');
    expect([option(coordinator)?.allowed, option(another)?.allowed]).toEqual([true, false]);
  });
});
