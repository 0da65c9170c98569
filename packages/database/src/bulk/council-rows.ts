import type { Cover, Holder, Instant, Organisation, Role } from '@kept/domain';
import { auditRows, type AuditRows } from '../audit/entry.js';
import type { Team } from '../post/post.store.js';
import type { Row } from '../work-item/rows.js';

/** All that a council is, in the words of its reference data. */
export interface Council {
  organisation: Organisation;
  teams: readonly Team[];
  /** Person id → roles. */
  roles: Readonly<Record<string, readonly Role[]>>;
}

/** Tables in the order of their foreign keys, with their rows. */
export function councilRows({ organisation, teams, roles }: Council): [string, Row[]][] {
  const { people, posts, holders, covers, absences, bodies, meetings } = organisation;
  return [
    ['people', people.map(({ id, name, email }) => ({ id, name, email }))],
    [
      'person_roles',
      Object.entries(roles).flatMap(([person, own]) => own.map((role) => ({ person_id: person, role }))),
    ],
    ['teams', teams.map(({ key, title }) => ({ key, title }))],
    [
      'posts',
      posts.map(({ key, title, aliases, reportsTo, team }) => ({ key, title, aliases, reports_to: reportsTo, team })),
    ],
    [
      'post_holders',
      holders.map(({ post, personId, from, to }) => ({ post, person_id: personId, held_from: from, held_to: to })),
    ],
    [
      'post_covers',
      covers.map(({ post, personId, from, to }) => ({ post, person_id: personId, covers_from: from, covers_to: to })),
    ],
    ['absences', absences.map(({ personId, from, to }) => ({ person_id: personId, absent_from: from, absent_to: to }))],
    ['bodies', bodies.map(({ key, title, kind }) => ({ key, title, kind }))],
    ['meetings', meetings.map(({ id, body, heldOn, title, held }) => ({ id, body, held_on: heldOn, title, held }))],
  ];
}

/** A post opens what it owns, so who came into one is audited, as where they come one by one. */
export function councilAudit(authorityId: string, { organisation }: Council, at: Instant): Record<string, Row[]> {
  const rows = (action: string, filled: readonly (Holder | Cover)[]): AuditRows[] =>
    filled.map(({ post, personId, from, to }) =>
      auditRows({
        authorityId,
        action,
        actor: 'seed',
        at,
        objectId: personId,
        about: { person: personId, post },
        values: { from, to },
      }),
    );
  const all = [...rows('post-holder-added', organisation.holders), ...rows('post-cover-added', organisation.covers)];
  return {
    events: [],
    audit: all.map(({ entry }) => entry),
    salted: all.map(({ salted }) => salted).filter((row) => row !== null),
  };
}
