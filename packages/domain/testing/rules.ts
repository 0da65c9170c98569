import type { Calendar, DeadlineRule } from '../src/index.js';

/** The bank holidays that the examples pass; the whole calendar ships with packages/workflows. */
export const englandAndWales: Calendar = {
  key: 'england-and-wales',
  title: 'Bank holidays in England and Wales',
  kind: 'holidays',
  knownFrom: '2016-01-01',
  knownTo: '2021-12-31',
  days: {
    '2018-03-30': 'Good Friday',
    '2018-04-02': 'Easter Monday',
    '2018-05-07': 'Early May bank holiday',
    '2018-05-28': 'Spring bank holiday',
    '2018-08-27': 'Summer bank holiday',
    '2018-12-25': 'Christmas Day',
    '2018-12-26': 'Boxing Day',
    '2019-01-01': "New Year's Day",
    '2019-12-25': 'Christmas Day',
    '2019-12-26': 'Boxing Day',
    '2020-01-01': "New Year's Day",
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
  effective: { from: null, to: null, applies: 'started' },
  kind: 'limit',
};
