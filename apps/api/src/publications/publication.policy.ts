import { forRoles } from '../http/policy.js';

/** Whoever answers young people may propose what they read, and take it off again. */
export const proposesPublication = forRoles('proposes-publication', 'officer', 'participation');

/** The second person: one of those, or the director who answers for it; which director that is, the card says. */
export const decidesPublication = forRoles('decides-publication', 'officer', 'participation', 'director');
