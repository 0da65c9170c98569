import { addDays, londonDay, londonInstant, type Actor, type Facts, type Role } from '../src/index.js';
import { aDefinition } from './definitions.js';
import { anOrganisation } from './organisations.js';
import { agendaPublication, councilClosures, englandAndWales } from './rules.js';

/** A person with these roles and posts; an officer by default. */
export function anActor(roles: readonly Role[] = ['officer'], posts: readonly string[] = [], name = 'eva'): Actor {
  return { kind: 'person', personId: `person-${name}`, name, roles, posts };
}

/** All that a rule may know, at nine in the morning of Tuesday 10 July 2018 unless told otherwise. */
export function facts(overrides: Partial<Facts> & { on?: string } = {}): Facts {
  const { on = '2018-07-10', ...rest } = overrides;
  const now = rest.now ?? londonInstant(on, '09:00');
  return {
    now,
    today: londonDay(now),
    actor: anActor(),
    definition: aDefinition(),
    rules: [agendaPublication],
    localValues: [],
    calendars: [englandAndWales, councilClosures],
    organisation: anOrganisation(),
    ...rest,
  };
}

/** The same facts, so many days later. */
export function later(known: Facts, days: number): Facts {
  const today = addDays(known.today, days);
  return { ...known, today, now: londonInstant(today, '09:00') };
}
