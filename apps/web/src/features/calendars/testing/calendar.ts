import type { CalendarChangeView, CalendarView, ChangedCalendarView } from '@kept/contracts';

// The bank holidays of two years, as the server says them to the administrator.
export const bankHolidays: CalendarView = {
  key: 'england-and-wales',
  title: 'Bank holidays in England and Wales',
  kind: 'holidays',
  revision: 2,
  source: 'council',
  knownFrom: '2012-01-01',
  knownTo: '2035-12-31',
  years: [
    {
      year: 2020,
      days: [
        { date: '2020-01-01', name: 'New Year’s Day', announcedOn: null, mayRemove: false },
        { date: '2020-05-08', name: 'Early May bank holiday', announcedOn: '2019-06-07', mayRemove: true },
      ],
      terms: [],
    },
    {
      year: 2021,
      days: [{ date: '2021-01-01', name: 'New Year’s Day', announcedOn: null, mayRemove: true }],
      terms: [],
    },
  ],
  libraryAlso: [{ date: '2020-06-01', name: 'A day of the library' }],
  mayChange: true,
};

export const preview: ChangedCalendarView = {
  calendar: { ...bankHolidays, revision: 3 },
  difference: {
    added: [{ date: '2020-03-02', name: 'A day of thanks' }],
    removed: [],
    renamed: [],
    termsAdded: [],
    termsRemoved: [],
    termsChanged: [],
    knownTo: null,
  },
  moved: [
    { reference: 'CC-2020-001', deadline: 'answer', title: 'Answer', from: '2020-03-09', to: '2020-03-10' },
    { reference: 'CC-2020-002', deadline: 'triage', title: 'Triage', from: '2020-02-13', to: '2020-02-14' },
  ],
  late: ['CC-2020-002'],
  unseen: 1,
  unchanged: null,
  change: null,
};

export const change: CalendarChangeView = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  calendar: { key: bankHolidays.key, title: bankHolidays.title },
  fromRevision: 2,
  toRevision: 3,
  origin: 'edit',
  difference: preview.difference,
  reason: 'Announced on 14 February',
  by: 'Alex Marlow',
  at: '2020-02-17T09:00:00.000Z',
  movedCount: 3,
  undone: null,
  mayUndo: true,
  moved: preview.moved,
  unseen: 1,
};
