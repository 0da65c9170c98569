import type { Opens } from './address.js';
import { ofTheAdministrator } from './of-the-administrator.js';
import { ofTheMeetings } from './of-the-meetings.js';
import { ofTheCaseworker, ofTheDirector, ofTheOfficer } from './of-the-work.js';
import { ofYoungPeople } from './of-young-people.js';

/** Whoever opens it, nobody who signed in where `null`. */
interface Reader {
  persona: string | null;
  opens: Opens;
}

/** Each page of the web app belongs to the day of one of these. */
export const readers: readonly Reader[] = [
  {
    persona: null,
    opens: () => Promise.resolve({ 'sign-in': '/sign-in', accessibility: '/accessibility', 'not-found': '/nowhere' }),
  },
  { persona: 'caseworker', opens: ofTheCaseworker },
  { persona: 'director', opens: ofTheDirector },
  { persona: 'democratic-services', opens: ofTheMeetings },
  { persona: 'participation', opens: ofYoungPeople },
  // After them: the officer approves what they proposed.
  { persona: 'officer', opens: ofTheOfficer },
  { persona: 'administrator', opens: ofTheAdministrator },
];
