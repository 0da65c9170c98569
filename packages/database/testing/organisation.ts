import type { Role } from '@kept/domain';

/** A small invented council: one person for every persona, a post for most, the bodies that meet, and their meetings. */
export const testAuthorityId = '01900000-0000-7000-8000-000000000001';

const personas: readonly { persona: Role; name: string; post: string | null }[] = [
  { persona: 'officer', name: 'Asha Whitcombe', post: 'corporate-parenting-officer' },
  { persona: 'democratic-services', name: 'Bryn Okafor', post: 'democratic-services-officer' },
  { persona: 'caseworker', name: 'Cleo Marden', post: 'virtual-school-caseworker' },
  { persona: 'area-lead', name: 'Dara Finch', post: 'virtual-school-area-lead' },
  { persona: 'sen-officer', name: 'Emlyn Roades', post: 'area-sen-manager' },
  { persona: 'plan-lead', name: 'Farah Quill', post: 'head-of-fostering' },
  { persona: 'referrer', name: 'Gus Penhale', post: null },
  { persona: 'coordinator', name: 'Hana Stroud', post: 'lifelong-links-coordinator' },
  { persona: 'chair', name: 'Ines Calloway', post: null },
  { persona: 'panel-member', name: 'Jonah Bexley', post: null },
  { persona: 'director', name: 'Kit Ravensworth', post: 'corporate-director' },
  { persona: 'participation', name: 'Lior Sandgate', post: 'participation-lead' },
  { persona: 'administrator', name: 'Mina Thorley', post: null },
  { persona: 'data-protection', name: 'Noor Hales', post: null },
  { persona: 'auditor', name: 'Otis Wray', post: null },
];

/** The person behind a persona of the test council. */
export function personOf(persona: Role): string {
  const place = personas.findIndex((each) => each.persona === persona) + 1;
  return `01900000-0000-7000-8000-0000000001${String(place).padStart(2, '0')}`;
}

const posts: readonly { key: string; title: string; reportsTo: string | null; team: string | null }[] = [
  { key: 'corporate-director', title: 'Corporate Director', reportsTo: null, team: null },
  { key: 'assistant-director', title: 'Assistant Director', reportsTo: 'corporate-director', team: null },
  {
    key: 'corporate-parenting-officer',
    title: 'Corporate Parenting Officer',
    reportsTo: 'assistant-director',
    team: 'corporate-parenting',
  },
  {
    key: 'democratic-services-officer',
    title: 'Democratic Services Officer',
    reportsTo: 'corporate-director',
    team: null,
  },
  {
    key: 'participation-lead',
    title: 'Participation Lead',
    reportsTo: 'assistant-director',
    team: 'corporate-parenting',
  },
  {
    key: 'virtual-school-area-lead',
    title: 'Virtual School Area Lead',
    reportsTo: 'assistant-director',
    team: 'virtual-school',
  },
  {
    key: 'virtual-school-caseworker',
    title: 'Virtual School Caseworker',
    reportsTo: 'virtual-school-area-lead',
    team: 'virtual-school',
  },
  { key: 'area-sen-manager', title: 'Area SEN Manager', reportsTo: 'assistant-director', team: 'sen' },
  { key: 'head-of-fostering', title: 'Head of Fostering', reportsTo: 'assistant-director', team: 'fostering' },
  {
    key: 'lifelong-links-coordinator',
    title: 'Lifelong Links Coordinator',
    reportsTo: 'head-of-fostering',
    team: 'fostering',
  },
];

const teams = [
  { key: 'corporate-parenting', title: 'Corporate Parenting' },
  { key: 'virtual-school', title: 'Virtual School' },
  { key: 'sen', title: 'Special Educational Needs' },
  { key: 'fostering', title: 'Fostering' },
];

const bodies = [
  { key: 'corporate-parenting-panel', title: 'Corporate Parenting Panel', kind: 'panel' },
  { key: 'ocypc', title: 'Our Children and Young People’s Council', kind: 'childrens-council' },
  { key: 'super-council', title: 'Super Council', kind: 'childrens-council' },
  { key: 'ocypc-extra', title: 'OCYPC Extra', kind: 'childrens-council' },
  { key: 'young-adult-council', title: 'Young Adult Council', kind: 'childrens-council' },
];

const meetings = [
  { body: 'corporate-parenting-panel', held_on: '2018-06-01' },
  { body: 'corporate-parenting-panel', held_on: '2018-07-19' },
  { body: 'corporate-parenting-panel', held_on: '2020-02-18' },
  { body: 'corporate-parenting-panel', held_on: '2020-03-31' },
  { body: 'ocypc', held_on: '2018-08-09' },
  { body: 'ocypc', held_on: '2020-04-09' },
  { body: 'young-adult-council', held_on: '2020-04-16' },
].map((meeting, place) => ({
  ...meeting,
  id: `01900000-0000-7000-8000-0000000002${String(place + 1).padStart(2, '0')}`,
  title: `${meeting.body} ${meeting.held_on}`,
}));

/** Tables in the order of their foreign keys, with rows as columns. */
export const organisationRows: readonly (readonly [string, readonly object[]])[] = [
  [
    'people',
    personas.map(({ persona, name }) => ({ id: personOf(persona), name, email: `${persona}@example.test`, persona })),
  ],
  ['person_roles', personas.map(({ persona }) => ({ person_id: personOf(persona), role: persona }))],
  ['teams', teams],
  ['posts', posts.map(({ reportsTo, ...post }) => ({ ...post, aliases: [], reports_to: reportsTo }))],
  [
    'post_holders',
    personas.flatMap(({ persona, post }) =>
      post === null ? [] : [{ post, person_id: personOf(persona), held_from: '2015-04-01' }],
    ),
  ],
  ['bodies', bodies],
  ['meetings', meetings.map((meeting) => ({ ...meeting, held: false }))],
];
