import type { Meeting, Organisation, Post } from '../src/index.js';

/** A small council: a lead who reports to a director, who reports to a corporate director; all names are invented. */
export function anOrganisation(overrides: Partial<Organisation> = {}): Organisation {
  return {
    posts: [
      post('corporate-director', 'Corporate Director', null),
      post('head-of-service', 'Head of Service', 'corporate-director'),
      post('lead', 'Project Lead', 'head-of-service'),
      post('clerk', 'Clerk', 'head-of-service'),
    ],
    holders: [
      { post: 'corporate-director', personId: 'person-ada', from: '2016-01-01', to: null },
      { post: 'head-of-service', personId: 'person-ben', from: '2016-01-01', to: null },
      { post: 'lead', personId: 'person-cyd', from: '2016-01-01', to: null },
      { post: 'clerk', personId: 'person-dee', from: '2016-01-01', to: null },
    ],
    covers: [],
    absences: [],
    people: ['ada', 'ben', 'cyd', 'dee'].map((name) => ({ id: `person-${name}`, name, email: `${name}@example.org` })),
    bodies: [
      { key: 'panel', title: 'The panel', kind: 'panel' },
      { key: 'young-council', title: 'The young council', kind: 'childrens-council' },
    ],
    meetings: [
      meeting('panel', '2018-06-01'),
      meeting('panel', '2018-07-19'),
      meeting('panel', '2018-09-20'),
      meeting('young-council', '2018-08-15'),
    ],
    ...overrides,
  };
}

export function meeting(body: string, heldOn: string, held = false): Meeting {
  return { id: `${body}-${heldOn}`, body, heldOn, title: `Meeting of ${body}`, held };
}

function post(key: string, title: string, reportsTo: string | null): Post {
  return { key, title, aliases: [], reportsTo, team: null };
}
