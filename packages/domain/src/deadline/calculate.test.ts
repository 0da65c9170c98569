import { describe, expect, it } from 'vitest';
import { agendaPublication, aRule, englandAndWales, meeting } from '../../testing/index.js';
import { calculateDate } from './calculate.js';
import type { Calculation, CalculationInput } from './calculation.js';
import type { DeadlineRule } from './rule.js';

const calendars = [englandAndWales];
const finalPlan = aRule({
  key: 'ehc-final-plan',
  duration: { amount: 20, unit: 'weeks' },
  convention: 'weeks',
  calendars: [],
  exceptionGrounds: [
    {
      key: 'school-closed',
      regulation: '10(4)(a)',
      title: 'school closed',
      computed: 'school-closure',
      atLeastDays: 28,
    },
    {
      key: 'absent-from-the-area',
      regulation: '10(4)(d)',
      title: 'absent from the area',
      computed: 'none',
      atLeastDays: 28,
    },
    {
      key: 'coronavirus',
      regulation: 'SI 2020/471',
      title: 'coronavirus',
      computed: 'window',
      window: { from: '2020-05-01', to: '2020-09-25' },
    },
  ],
});

function calculated(rule: DeadlineRule, from: string, rest: Partial<CalculationInput> = {}): Calculation {
  const answer = calculateDate({ rule, from, calendars, ...rest });
  if (!answer.ok) throw new Error(answer.error);
  return answer;
}

function refused(rule: DeadlineRule, from: string, rest: Partial<CalculationInput> = {}): string {
  const answer = calculateDate({ rule, from, calendars, ...rest });
  return answer.ok ? `not refused: ${answer.dueOn}` : answer.error;
}

const steps = ({ receipt }: Calculation, step: string) => receipt.filter((each) => each.step === step);

describe('the conventions', () => {
  it('within: the first review of a child who came into care on 18 December 2019 is due on 20 January 2020', () => {
    const review = calculated(aRule(), '2019-12-18');
    expect(review.dueOn).toBe('2020-01-20');
    expect(steps(review, 'skipped').map(({ date }) => date)).toEqual(['2019-12-25', '2019-12-26', '2020-01-01']);
    expect(steps(review, 'skipped')[0]?.text).toBe('Wednesday 25 December 2019 does not count: Christmas Day.');
  });

  it('beginning with: fifteen days beginning with 2 March 2020 end on the 16th', () => {
    const views = aRule({ duration: { amount: 15, unit: 'days' }, convention: 'beginning-with', calendars: [] });
    expect(calculated(views, '2020-03-02').dueOn).toBe('2020-03-16');
  });

  it('clear days: both packs were published five clear working days before their meeting', () => {
    expect(calculated(agendaPublication, '2020-02-18').dueOn).toBe('2020-02-10');
    expect(calculated(agendaPublication, '2018-07-19').dueOn).toBe('2018-07-11');
  });

  it('clear days: notice of a key decision is out 28 clear calendar days before it', () => {
    const notice = aRule({ duration: { amount: -28, unit: 'days' }, convention: 'clear-days', calendars: [] });
    expect(calculated(notice, '2020-01-30').dueOn).toBe('2020-01-01');
  });

  it('corresponding date: three months from 1 May 2020 is a Saturday, and the receipt says that it stays', () => {
    const second = aRule({ duration: { amount: 3, unit: 'months' }, convention: 'corresponding-date', calendars: [] });
    const review = calculated(second, '2020-05-01');
    expect(review.dueOn).toBe('2020-08-01');
    expect(steps(review, 'not-rolled')[0]?.text).toContain('Saturday 1 August 2020 is not a working day (weekend)');
    expect(calculated(second, '2019-11-30').dueOn).toBe('2020-02-29');
  });

  it('weeks: twenty weeks from 13 May 2019 are 140 days', () => {
    expect(calculated(finalPlan, '2019-05-13').dueOn).toBe('2019-09-30');
  });

  it('next meeting: the first one after the day; it moves with the meeting', () => {
    const verdict = aRule({ duration: { amount: 1, unit: 'meetings' }, convention: 'next-meeting', calendars: [] });
    const meetings = [
      meeting('panel', '2018-07-19'),
      meeting('super-council', '2018-07-12'),
      meeting('panel', '2018-06-01'),
    ];
    expect(calculated(verdict, '2018-06-01', { meetings, body: 'panel' }).dueOn).toBe('2018-07-19');
    expect(refused(verdict, '2018-07-19', { meetings, body: 'panel' })).toBe(
      'No meeting of panel is known after 19 July 2018.',
    );
  });

  it('the same day: nothing is counted, on a Sunday either', () => {
    const screen = aRule({ duration: { amount: 0, unit: 'days' }, calendars: [] });
    expect(calculated(screen, '2018-07-15').dueOn).toBe('2018-07-15');
  });
});

describe('hours', () => {
  const interview = aRule({ duration: { amount: 72, unit: 'hours' }, convention: 'hours', calendars: [] });

  it('are elapsed time: over 29 March 2020 the clock shows an hour later, over 25 October an hour earlier', () => {
    expect(calculated(interview, '2020-03-27', { time: '10:00' }).dueAt).toBe('2020-03-30T11:00:00+01:00');
    expect(calculated(interview, '2020-10-24', { time: '10:00' }).dueAt).toBe('2020-10-27T09:00:00+00:00');
    expect(calculated(interview, '2020-03-30', { time: '10:00' })).toMatchObject({
      dueOn: '2020-04-02',
      dueAt: '2020-04-02T10:00:00+01:00',
    });
  });

  it('start at the first of two times, and not at one that there never was', () => {
    expect(calculated(interview, '2020-10-25', { time: '01:30' }).dueAt).toBe('2020-10-28T00:30:00+00:00');
    expect(refused(interview, '2020-03-29', { time: '01:30' })).toContain('does not exist');
    expect(refused(interview, '2020-03-29', { time: '25:00' })).toContain('is not a time');
  });

  it('count from the start of the day where no time is told, and say so', () => {
    const whole = calculated(interview, '2020-02-03');
    expect(whole.dueAt).toBe('2020-02-06T00:00:00+00:00');
    expect(steps(whole, 'start')[0]?.text).toContain('no time was given');
  });

  it('leave out suspended days from midnight to midnight', () => {
    const suspensions = [{ from: '2020-02-04', resumes: '2020-02-06', ground: 'missing again' }];
    const rule = { ...interview, suspensionGrounds: ['missing again'] };
    expect(calculated(rule, '2020-02-03', { time: '10:00', suspensions }).dueAt).toBe('2020-02-08T10:00:00+00:00');
  });
});

describe('suspensions', () => {
  const local = aRule({ suspensionGrounds: ['awaiting consent', 'young person away'] });
  const away = { from: '2018-07-12', resumes: '2018-07-19', ground: 'young person away' };

  it('give back every day, overlapping ones once', () => {
    expect(calculated(local, '2018-07-10').dueOn).toBe('2018-08-07');
    expect(calculated(local, '2018-07-10', { suspensions: [away] }).dueOn).toBe('2018-08-14');
    const overlapping = [away, { from: '2018-07-16', resumes: '2018-07-20', ground: 'awaiting consent' }];
    const twice = calculated(local, '2018-07-10', { suspensions: overlapping });
    expect(twice.dueOn).toBe('2018-08-15');
    expect(steps(twice, 'suspended').map(({ text }) => text)).toEqual([
      'Suspended from 12 July 2018 to 19 July 2018 (young person away; awaiting consent): these days do not count.',
    ]);
  });

  it('are refused on a ground that the rule does not know, reversed, or where it counts back', () => {
    expect(refused(local, '2018-07-10', { suspensions: [{ ...away, ground: 'holiday' }] })).toBe(
      'The rule first-answer does not know the ground "holiday".',
    );
    expect(refused(local, '2018-07-10', { suspensions: [{ ...away, resumes: away.from }] })).toContain(
      'not after its first day',
    );
    const back = { ...agendaPublication, suspensionGrounds: ['young person away'] };
    expect(refused(back, '2018-07-19', { suspensions: [away] })).toContain('counts back');
  });
});

describe('legal exceptions mark the date and never move it', () => {
  const closure = { from: '2019-07-24', reopens: '2019-09-02' };

  it.each([
    ['2019-07-16', 0],
    ['2019-07-17', 1],
    ['2019-08-26', 1],
    ['2019-08-27', 0],
  ])(
    'regulation 10(4)(a): advice asked on %s of a school closed from 24 July to 2 September 2019 gives %i',
    (adviceAsked, count) => {
      const plan = calculated(finalPlan, '2019-05-13', { closure, adviceAsked });
      expect(plan.dueOn).toBe('2019-09-30');
      expect(plan.exceptions).toEqual(
        count === 0 ? [] : [{ regulation: '10(4)(a)', holdsFrom: '2019-07-17', holdsTo: '2019-08-26' }],
      );
    },
  );

  it.each([
    ['2019-08-20', 27, 0],
    ['2019-08-21', 28, 1],
  ])('a school that reopens on %s was closed for %i days', (reopens, days, count) => {
    const plan = calculated(finalPlan, '2019-05-13', { closure: { ...closure, reopens }, adviceAsked: '2019-07-20' });
    expect(plan.exceptions).toHaveLength(count);
    expect(plan.receipt.some(({ text }) => text.includes(`closed for ${days} days`))).toBe(true);
  });

  it('10(4)(d) is asserted by a person, with at least four weeks away', () => {
    const away = { from: '2019-06-03', resumes: '2019-07-08', ground: '10(4)(d)' };
    const plan = calculated(finalPlan, '2019-05-13', { suspensions: [away] });
    expect(plan).toMatchObject({
      dueOn: '2019-09-30',
      exceptions: [{ regulation: '10(4)(d)', holdsFrom: '2019-06-03', holdsTo: '2019-07-07' }],
    });
    expect(refused(finalPlan, '2019-05-13', { suspensions: [{ ...away, resumes: '2019-06-10' }] })).toContain(
      'at least 28 days',
    );
  });

  it('the coronavirus window marks each case with a day in it', () => {
    expect(calculated(finalPlan, '2019-12-12').exceptions).toEqual([]);
    expect(calculated(finalPlan, '2019-12-13').exceptions).toHaveLength(1);
    expect(calculated(finalPlan, '2020-09-25').exceptions).toHaveLength(1);
    expect(calculated(finalPlan, '2020-09-26').exceptions).toEqual([]);
  });

  it('a closure means nothing to a rule without the ground', () => {
    expect(refused(aRule(), '2019-05-13', { closure })).toBe(
      'The rule first-answer knows no exception for a closed school.',
    );
  });
});

describe('rolling, and what is refused', () => {
  it('rolls only where the rule says so, and shows it', () => {
    const rolled = calculated(aRule({ duration: { amount: 2, unit: 'days' }, roll: 'next-working-day' }), '2018-08-24');
    expect(rolled.dueOn).toBe('2018-08-28');
    expect(steps(rolled, 'rolled')[0]?.text).toContain('moves the date to Tuesday 28 August 2018');
    expect(
      calculated(aRule({ duration: { amount: 2, unit: 'days' }, roll: 'previous-working-day' }), '2018-08-24').dueOn,
    ).toBe('2018-08-24');
  });

  it('steps over years out at once, and refuses days out that are no days', () => {
    const rule = aRule({ duration: { amount: 20, unit: 'days' }, calendars: [], suspensionGrounds: ['*'] });
    const out = (resumes: string) => ({
      rule,
      from: '2020-02-03',
      calendars: [],
      suspensions: [{ from: '2020-02-11', resumes, ground: 'waiting' }],
    });
    // Seven days before the 11th, thirteen from the day back.
    expect(calculateDate(out('2199-12-01'))).toMatchObject({ ok: true, dueOn: '2199-12-13' });
    expect(calculateDate(out('9999-01-01'))).toMatchObject({ ok: false });
    const started = Date.now();
    for (let time = 0; time < 100; time += 1) calculateDate(out('2199-12-01'));
    expect(Date.now() - started).toBeLessThan(500);
  });

  it('guesses nothing', () => {
    expect(refused(aRule(), '2021-12-20')).toBe('The calendar england-and-wales is not known after 31 December 2021.');
    expect(refused(aRule(), '2019-02-29')).toContain('not a real date');
    expect(refused(aRule(), '9999-12-31')).toContain('is not a real date from 1900 to 2199');
    expect(refused(aRule({ calendars: ['school-terms'] }), '2020-01-06')).toBe(
      'The calendar school-terms is not loaded.',
    );
    expect(refused(aRule({ kind: 'exception' }), '2020-01-06')).toContain('is an exception');
  });
});
