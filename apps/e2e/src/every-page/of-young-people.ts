import type { PublicationListView, RaisingLinkListView, WordChangeListView } from '@kept/contracts';
import { ask } from '../ask.js';
import { first } from './address.js';
import type { Opens } from './address.js';

/** Not the card for which words wait already. */
const card = '/work-items/challenge-card/CC-2019-002';
const words = {
  asked: 'More time with the people we love.',
  did: 'We looked for them.',
  couldNot: 'Not all answered.',
};

/** What somebody proposed, somebody else approves. */
export const ofTheApprover: Opens = async (officer) => {
  const { publications } = await ask<PublicationListView>(officer, '/publications?status=proposed');
  return { 'publication-approve': `/publications/${first(publications).id}/approve` };
};

export const ofYoungPeople: Opens = async (participation) => {
  const publication = await ask<{ id: string }>(participation, '/work-items/CC-2018-002/publications', {
    method: 'POST',
    body: { texts: { '7-11': words, '11-16': words, '16-plus': words } },
  });
  await ask(participation, '/raising-links', { method: 'POST', body: { raisedBy: 'ocypc' } });
  const { links } = await ask<RaisingLinkListView>(participation, '/raising-links');
  await ask(participation, '/words/abscond', { method: 'PATCH', body: { since: null, active: false } });
  const { changes } = await ask<WordChangeListView>(participation, '/words/changes');
  const { publications } = await ask<PublicationListView>(participation, '/publications?status=published');
  const proposed = `/publications/${publication.id}`;
  return {
    publications: '/publications',
    publication: proposed,
    'publication-propose': `${card}/publish`,
    'publication-refuse': `${proposed}/refuse`,
    'publication-take-off': `/publications/${first(publications).id}/take-off`,
    'raising-links': '/raising-links',
    'raising-link-revoke': `/raising-links/${first(links).id}/revoke`,
    words: '/words',
    'word-new': '/words/new',
    'word-change': '/words/care-leaver/change',
    'word-switch': '/words/abscond/switch',
    'word-changes': '/words/changes',
    'word-count': '/words/count',
    'word-undo': `/words/changes/${first(changes).id}/undo`,
  };
};
