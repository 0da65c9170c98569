import type { Role } from '@kept/domain';

/** What the sign-in page says of each persona of the demo. */
export const personaWords: Readonly<Record<Role, { title: string; sees: string }>> = {
  officer: { title: 'Corporate parenting officer', sees: 'Every challenge card, and moves most of them on' },
  'democratic-services': { title: 'Democratic services officer', sees: 'Meetings, agendas and what goes to the panel' },
  caseworker: { title: 'Virtual school caseworker', sees: 'The children of their own list' },
  'area-lead': { title: 'Virtual school area lead', sees: 'The cases of one area' },
  'sen-officer': { title: 'Special educational needs officer', sees: 'Plans and consultations with schools' },
  'plan-lead': { title: 'Lead for the business plan', sees: 'Targets, actions and measures' },
  referrer: { title: 'Social worker who refers', sees: 'Their own referrals' },
  coordinator: { title: 'Lifelong Links coordinator', sees: 'Referrals and conferences' },
  chair: { title: 'Chair of the panel', sees: 'Challenge cards and figures, never a child’s record' },
  'panel-member': { title: 'Member of the panel', sees: 'Challenge cards and figures, never a child’s record' },
  director: { title: 'Corporate director', sees: 'What waits for a director’s decision' },
  participation: { title: 'Participation worker', sees: 'Raises cards for the councils and records their verdict' },
  administrator: { title: 'Administrator', sees: 'Posts, holders and cover' },
  'data-protection': { title: 'Data protection officer', sees: 'Items and who looked at them' },
  auditor: { title: 'Auditor', sees: 'Everything that may be read, and changes nothing' },
};
