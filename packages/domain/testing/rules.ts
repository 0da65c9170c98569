import type { Calendar, DeadlineRule } from '../src/index.js';

/** The bank holidays of six years; the whole calendar ships with packages/workflows. */
export const englandAndWales: Calendar = {
  key: 'england-and-wales',
  title: 'Bank holidays in England and Wales',
  kind: 'holidays',
  knownFrom: '2016-01-01',
  knownTo: '2021-12-31',
  days: {
    '2016-01-01': "New Year's Day",
    '2016-03-25': 'Good Friday',
    '2016-03-28': 'Easter Monday',
    '2016-05-02': 'Early May bank holiday',
    '2016-05-30': 'Spring bank holiday',
    '2016-08-29': 'Summer bank holiday',
    '2016-12-26': 'Boxing Day',
    '2016-12-27': 'Christmas Day (substitute day)',
    '2017-01-02': "New Year's Day (substitute day)",
    '2017-04-14': 'Good Friday',
    '2017-04-17': 'Easter Monday',
    '2017-05-01': 'Early May bank holiday',
    '2017-05-29': 'Spring bank holiday',
    '2017-08-28': 'Summer bank holiday',
    '2017-12-25': 'Christmas Day',
    '2017-12-26': 'Boxing Day',
    '2018-01-01': "New Year's Day",
    '2018-03-30': 'Good Friday',
    '2018-04-02': 'Easter Monday',
    '2018-05-07': 'Early May bank holiday',
    '2018-05-28': 'Spring bank holiday',
    '2018-08-27': 'Summer bank holiday',
    '2018-12-25': 'Christmas Day',
    '2018-12-26': 'Boxing Day',
    '2019-01-01': "New Year's Day",
    '2019-04-19': 'Good Friday',
    '2019-04-22': 'Easter Monday',
    '2019-05-06': 'Early May bank holiday',
    '2019-05-27': 'Spring bank holiday',
    '2019-08-26': 'Summer bank holiday',
    '2019-12-25': 'Christmas Day',
    '2019-12-26': 'Boxing Day',
    '2020-01-01': "New Year's Day",
    '2020-04-10': 'Good Friday',
    '2020-04-13': 'Easter Monday',
    '2020-05-08': 'Early May bank holiday (moved from 4 May)',
    '2020-05-25': 'Spring bank holiday',
    '2020-08-31': 'Summer bank holiday',
    '2020-12-25': 'Christmas Day',
    '2020-12-28': 'Boxing Day (substitute day)',
    '2021-01-01': "New Year's Day",
    '2021-04-02': 'Good Friday',
    '2021-04-05': 'Easter Monday',
    '2021-05-03': 'Early May bank holiday',
    '2021-05-31': 'Spring bank holiday',
    '2021-08-30': 'Summer bank holiday',
    '2021-12-27': 'Christmas Day (substitute day)',
    '2021-12-28': 'Boxing Day (substitute day)',
  },
  revision: 1,
};

/** Days on which the council is closed beside the bank holidays; none in these examples. */
export const councilClosures: Calendar = {
  key: 'council-closures',
  title: 'Council closures',
  kind: 'closures',
  knownFrom: '2016-01-01',
  knownTo: '2021-12-31',
  days: {},
  revision: 1,
};

/** An agenda is out five clear working days before the meeting (Local Government Act 1972, s. 100B). */
export const agendaPublication: DeadlineRule = {
  key: 'agenda-publication',
  version: 1,
  title: 'Agenda published',
  from: 'the day of the meeting',
  duration: { amount: -5, unit: 'working-days' },
  convention: 'clear-days',
  calendars: ['england-and-wales'],
  roll: 'none',
  basis: 'statutory',
  source: { law: 'Local Government Act 1972', paragraph: 's. 100B(3)' },
  textSeen: 'yes',
  suspensionGrounds: [],
  exceptionGrounds: [],
  effective: { from: null, to: null },
  kind: 'limit',
};

/** A limit of twenty working days, to be changed where an example needs another. */
export function aRule(overrides: Partial<DeadlineRule> = {}): DeadlineRule {
  return {
    ...agendaPublication,
    key: 'first-answer',
    title: 'First answer',
    from: 'the day of the question',
    duration: { amount: 20, unit: 'working-days' },
    convention: 'within',
    ...overrides,
  };
}
