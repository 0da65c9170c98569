import type { PeopleView, PostListView, PostView, TeamsView, WorkItemView } from '@kept/contracts';
import { personOf } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

describe('posts and people', () => {
  let service: Service;
  let administrator: Client;
  beforeAll(async () => {
    service = await openService();
    administrator = service.as('administrator');
  });
  afterAll(() => service.close());

  const posts = async (): Promise<PostView[]> => (await administrator<PostListView>('GET', '/api/posts')).body.posts;
  const postOf = async (key: string) => (await posts()).find((post) => post.key === key);

  it('are listed: who holds what, and who acts where nobody does', async () => {
    expect(await postOf('head-of-fostering')).toMatchObject({
      title: 'Head of Fostering',
      team: 'fostering',
      reportsTo: 'assistant-director',
      holder: { person: { name: 'Farah Quill' }, from: '2015-04-01', to: null },
      cover: null,
      vacant: false,
      actingPost: null,
    });
    expect(await postOf('assistant-director')).toMatchObject({
      holder: null,
      vacant: true,
      actingPost: 'corporate-director',
    });
    const { body: people } = await administrator<PeopleView>('GET', '/api/people');
    expect(people.people.find(({ id }) => id === personOf('director'))).toMatchObject({
      roles: ['director'],
      posts: ['assistant-director', 'corporate-director'],
    });
    const { body: teams } = await administrator<TeamsView>('GET', '/api/teams');
    expect(teams.teams.find(({ key }) => key === 'fostering')?.posts).toEqual([
      'head-of-fostering',
      'lifelong-links-coordinator',
    ]);
  });

  it.each(['/api/posts', '/api/people', '/api/teams'])('%s is for those who are signed in', async (path) => {
    expect((await service.ask('GET', path)).status).toBe(401);
  });

  it('pass on: the new holder of a post sees what it owns, the old one no longer', async () => {
    const card = await raiseCard(service.as('officer'), 'Owned by a post');
    const path = `/api/work-items/${card.reference}`;
    await service.as('officer')('POST', `${path}/owner`, {
      body: { ownerPost: 'head-of-fostering', reason: 'Theirs' },
    });
    expect((await service.as('plan-lead')('GET', path)).status).toBe(200);
    expect((await service.as('caseworker')('GET', path)).status).toBe(404);
    const body = { person: 'caseworker@example.test', from: '2020-02-17' };
    const appointed = await administrator<PostView>('POST', '/api/posts/head-of-fostering/holders', { body });
    expect(appointed.status).toBe(201);
    expect(appointed.body.holder).toMatchObject({ person: { name: 'Cleo Marden' }, from: '2020-02-17' });
    expect((await service.as('caseworker')<WorkItemView>('GET', path)).body.ownerPost.holder).toBe('Cleo Marden');
    expect((await service.as('plan-lead')('GET', path)).status).toBe(404);
  });

  it('are covered for some days, by somebody who then answers for them', async () => {
    const body = { person: personOf('referrer'), from: '2020-02-17', to: '2020-02-21' };
    const covered = await administrator<PostView>('POST', '/api/posts/corporate-parenting-officer/cover', {
      body,
    });
    expect(covered.status).toBe(201);
    expect(covered.body.cover).toMatchObject({ person: { name: 'Gus Penhale' }, to: '2020-02-21' });
    const { body: people } = await administrator<PeopleView>('GET', '/api/people');
    expect(people.people.find(({ id }) => id === personOf('referrer'))?.posts).toEqual(['corporate-parenting-officer']);
  });

  it.each(['holders', 'cover'])('refuse %s that cannot be', async (what) => {
    const body = { person: personOf('referrer'), from: '2020-03-02', to: '2020-03-06' };
    const path = `/api/posts/head-of-fostering/${what}`;
    expect((await service.ask('POST', path, { body })).status).toBe(401);
    // Not the officer either: cover of the director's post would open what is the director's to decide.
    for (const persona of ['chair', 'officer'] as const) {
      expect((await service.as(persona)('POST', path, { body })).status).toBe(403);
    }
    expect((await administrator('POST', `/api/posts/nothing/${what}`, { body })).status).toBe(404);
    expect((await administrator('POST', path, { body: { ...body, person: 'nobody' } })).status).toBe(422);
    expect((await administrator('POST', path, { body: { ...body, to: '2020-03-01' } })).status).toBe(422);
    expect((await administrator('POST', path, { body: { ...body, from: '2020-02-30' } })).status).toBe(400);
  });
});
