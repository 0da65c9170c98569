import type { LeavingResultView, PersonView, PostPageView, PostView } from '@kept/contracts';

// A post with its holder, and the holder, as the server says them to the administrator.
export const headOfFostering: PostView = {
  key: 'head-of-fostering',
  title: 'Head of Fostering',
  aliases: [],
  team: 'fostering',
  reportsTo: 'assistant-director',
  holder: null,
  cover: null,
  vacant: true,
  vacantSince: '2020-02-17',
  actingPost: 'corporate-director',
  acting: {
    person: { id: 'kit', name: 'Kit Ravensworth' },
    because: 'the post is vacant and reports to Corporate Director',
  },
  openItems: 3,
};

export const postPage: PostPageView = {
  ...headOfFostering,
  above: { key: 'assistant-director', title: 'Assistant Director' },
  below: [],
  holders: [{ person: { id: 'farah', name: 'Farah Quill' }, from: '2015-04-01', to: '2020-02-16' }],
  covers: [],
  mayChange: true,
  mayHandOver: true,
};

export const farah: PersonView = {
  id: 'farah',
  name: 'Farah Quill',
  email: 'farah.quill@example.test',
  roles: ['plan-lead'],
  posts: ['head-of-fostering'],
  leaving: null,
  absentUntil: null,
  holdings: [{ post: { key: 'head-of-fostering', title: 'Head of Fostering' }, from: '2015-04-01', to: null }],
  covers: [],
  absences: [{ from: '2020-03-02', to: '2020-03-06' }],
  mayChange: true,
  undoUntil: null,
};

export const preview: LeavingResultView = {
  dryRun: true,
  person: { id: 'farah', name: 'Farah Quill' },
  lastDay: '2020-02-17',
  endsAt: '2020-02-17T09:00:00.000Z',
  goneFrom: '2020-02-17',
  posts: [
    {
      post: { key: 'head-of-fostering', title: 'Head of Fostering' },
      from: '2015-04-01',
      to: null,
      acts: { post: { key: 'corporate-director', title: 'Corporate Director' }, person: 'Kit Ravensworth' },
      openItems: 3,
      first: [{ reference: 'CC-2020-001', title: 'A card' }],
    },
  ],
  covers: [],
  feed: true,
  undoUntil: null,
};
