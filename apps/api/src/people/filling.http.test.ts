import type { PeopleView, PersonView, PostListView, PostPageView, PostView } from '@kept/contracts';
import { personOf } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Method, type Service } from '../../testing/service.js';

describe('who fills posts, and who is away', () => {
  let service: Service;
  let administrator: Client;
  beforeAll(async () => {
    service = await openService();
    administrator = service.as('administrator');
  });
  afterAll(() => service.close());

  const post = async (key: string) => (await administrator<PostPageView>('GET', `/api/posts/${key}`)).body;
  const fieldsOf = (body: { missing?: { field: string }[] | undefined }) => body.missing?.map(({ field }) => field);

  const changes: [Method, string, unknown][] = [
    ['DELETE', '/api/posts/head-of-fostering/cover/2020-02-17', undefined],
    ['PATCH', '/api/posts/head-of-fostering/holders/2015-04-01', { to: '2020-02-28' }],
    ['POST', '/api/posts', { title: 'A post' }],
    ['PATCH', '/api/posts/head-of-fostering', { title: 'Another title' }],
    ['POST', '/api/people', { name: 'Somebody', email: 'somebody@example.test' }],
    ['PATCH', `/api/people/${personOf('chair')}`, { name: 'Another name' }],
    ['POST', `/api/people/${personOf('chair')}/absences`, { from: '2020-03-02', to: '2020-03-06' }],
    ['DELETE', `/api/people/${personOf('chair')}/absences/2020-03-02`, undefined],
  ];

  it.each(changes)('%s %s is for the administrator, and says what cannot be', async (method, path, body) => {
    expect((await service.ask(method, path, { body })).status).toBe(401);
    expect((await service.as('director')(method, path, { body })).status).toBe(403);
    const nothing = path.replace('head-of-fostering', 'nothing').replace(personOf('chair'), 'nobody');
    if (nothing !== path) expect((await administrator(method, nothing, { body })).status).toBe(404);
    const malformed = body === undefined ? path.replace(/[\d-]+$/, 'a-day') : path;
    const sent = body === undefined ? {} : { body: { unknown: 1 } };
    expect((await administrator(method, malformed, sent)).status).toBe(400);
  });

  it.each(['/api/posts/head-of-fostering', `/api/people/${personOf('chair')}`])('%s is read by all', async (path) => {
    expect((await service.ask('GET', path)).status).toBe(401);
    expect((await service.as('panel-member')('GET', path)).status).toBe(200);
    expect((await administrator('GET', path.replace(/[^/]+$/, 'nothing'))).status).toBe(404);
    expect((await administrator('GET', path.replace(/[^/]+$/, '%01'))).status).toBe(400);
  });

  it('a post is covered by one person at a time, from today on, and not by its holder', async () => {
    const path = '/api/posts/area-sen-manager/cover';
    const cover = (person: string, from: string, to: string) =>
      administrator<PostView & { missing?: { field: string; text: string }[]; detail: string }>('POST', path, {
        body: { person, from, to },
      });
    const referrer = personOf('referrer');
    expect((await cover(referrer, '2020-02-24', '2020-02-28')).status).toBe(201);
    const overlapping = await cover(personOf('chair'), '2020-02-28', '2020-03-06');
    expect(overlapping.status).toBe(409);
    expect(fieldsOf(overlapping.body)).toEqual(['from', 'to']);
    expect(overlapping.body.detail).toBe(
      'Gus Penhale covers this post from 24 February 2020 to 28 February 2020. End that cover first, or choose other days.',
    );
    const backDated = await cover(referrer, '2020-02-14', '2020-02-18');
    expect([backDated.status, fieldsOf(backDated.body)]).toEqual([422, ['from']]);
    const own = await cover(personOf('sen-officer'), '2020-03-02', '2020-03-06');
    expect([own.status, fieldsOf(own.body)]).toEqual([422, ['person']]);
    expect((await administrator('DELETE', `${path}/2020-02-25`)).status).toBe(404);
    expect((await administrator('DELETE', `${path}/2020-02-24`)).status).toBe(200);
    expect((await post('area-sen-manager')).covers).toEqual([]);
  });

  it('a holder ends on a day, and the post above acts from the next', async () => {
    const path = '/api/posts/lifelong-links-coordinator/holders/2015-04-01';
    expect((await administrator('PATCH', path, { body: { to: '2015-03-31' } })).status).toBe(422);
    const ended = await administrator<PostView>('PATCH', path, { body: { to: '2020-02-16' } });
    expect(ended.body).toMatchObject({
      vacant: true,
      vacantSince: '2020-02-17',
      acting: { person: { name: 'Farah Quill' } },
    });
    expect((await administrator('PATCH', path, { body: { to: '2020-02-17' } })).status).toBe(409);
    const vacant = (await administrator<PostListView>('GET', '/api/posts?vacant=true')).body.posts;
    expect(vacant.map(({ key, openItems }) => [key, openItems])).toEqual([
      ['assistant-director', 0],
      ['lifelong-links-coordinator', 0],
    ]);
    expect((await administrator('GET', '/api/posts?vacant=perhaps')).status).toBe(400);
  });

  it('somebody is away for days that are neither past nor said twice', async () => {
    const path = `/api/people/${personOf('officer')}/absences`;
    const away = await administrator<PersonView>('POST', path, { body: { from: '2020-02-17', to: '2020-02-21' } });
    expect([away.status, away.body.absentUntil]).toEqual([201, '2020-02-21']);
    const overlapping = await administrator('POST', path, { body: { from: '2020-02-21', to: '2020-02-24' } });
    expect([overlapping.status, fieldsOf(overlapping.body)]).toEqual([409, ['from', 'to']]);
    expect(overlapping.body.detail).toBe('Asha Whitcombe is away from 17 February 2020 to 21 February 2020 already.');
    const backDated = await administrator('POST', path, { body: { from: '2020-02-10', to: '2020-02-12' } });
    expect([backDated.status, fieldsOf(backDated.body)]).toEqual([422, ['from']]);
    const turned = await administrator('POST', path, { body: { from: '2020-03-06', to: '2020-03-02' } });
    expect([turned.status, fieldsOf(turned.body)]).toEqual([422, ['to']]);
    const { organisation } = await service.database.reference.load(service.authorityId);
    expect(organisation.absences).toEqual([{ personId: personOf('officer'), from: '2020-02-17', to: '2020-02-21' }]);
    expect((await administrator<PersonView>('DELETE', `${path}/2020-02-17`)).body.absences).toEqual([]);
  });

  it('a post is made and renamed, and reports to no post below it', async () => {
    const made = await administrator<PostView>('POST', '/api/posts', {
      body: { title: 'Head of Éducation, East', reportsTo: 'assistant-director', team: 'sen' },
    });
    expect(made.body).toMatchObject({ key: 'head-of-education-east', vacant: true, vacantSince: null });
    const twice = await administrator('POST', '/api/posts', { body: { title: 'Head of education – East' } });
    expect([twice.status, fieldsOf(twice.body)]).toEqual([409, ['title']]);
    const renamed = await administrator<PostView>('PATCH', '/api/posts/head-of-education-east', {
      body: { title: 'Head of Education' },
    });
    expect(renamed.body).toMatchObject({
      title: 'Head of Education',
      aliases: ['Head of Éducation, East'],
      reportsTo: 'assistant-director',
    });
    const circle = await administrator('PATCH', '/api/posts/assistant-director', {
      body: { reportsTo: 'head-of-education-east', team: 'nothing' },
    });
    expect([circle.status, fieldsOf(circle.body)]).toEqual([422, ['reportsTo', 'team']]);
    expect((await post('assistant-director')).below.map(({ key }) => key)).toContain('head-of-education-east');
  });

  it('a person is added and changed, with roles that exist and an address of their own', async () => {
    const body = { name: 'Pia Longley', email: 'pia.longley@example.test', roles: ['officer'] };
    const added = await administrator<PersonView>('POST', '/api/people', { body });
    expect([added.status, added.body]).toMatchObject([201, { ...body, posts: [], holdings: [] }]);
    const taken = await administrator('POST', '/api/people', { body: { ...body, email: 'PIA.longley@example.test' } });
    expect([taken.status, fieldsOf(taken.body)]).toEqual([409, ['email']]);
    const path = `/api/people/${added.body.id}`;
    expect((await administrator('PATCH', path, { body: { roles: ['king'] } })).status).toBe(422);
    expect((await administrator('PATCH', path, { body: { email: 'no address' } })).status).toBe(400);
    const blank = await administrator('PATCH', path, { body: { name: '   ' } });
    expect(blank.body).toMatchObject({ status: 422, missing: [{ field: 'name', text: 'Fill this in.' }] });
    const changed = await administrator<PersonView>('PATCH', path, { body: { name: 'Pia Longley-Ash', roles: [] } });
    expect(changed.body).toMatchObject({ name: 'Pia Longley-Ash', email: body.email, roles: [] });
    const self = await administrator('PATCH', `/api/people/${personOf('administrator')}`, { body: { roles: [] } });
    expect([self.status, fieldsOf(self.body)]).toEqual([422, ['roles']]);
    const { people, mayChange } = (await service.as('chair')<PeopleView>('GET', '/api/people')).body;
    expect(people.some(({ name }) => name === 'Pia Longley-Ash')).toBe(true);
    expect(mayChange).toBe(false);
  });

  it('cover that has begun keeps its days when it ends', async () => {
    const path = '/api/posts/participation-lead/cover';
    await administrator('POST', path, { body: { person: personOf('chair'), from: '2020-02-17', to: '2020-02-28' } });
    await service.setClock('2020-02-19T09:00:00.000Z');
    await new Promise((resolve) => setTimeout(resolve, 1100)); // the day that a request knows may be a second old
    expect((await administrator<PostView>('DELETE', `${path}/2020-02-17`)).body.cover).toBeNull();
    expect((await post('participation-lead')).covers).toMatchObject([{ from: '2020-02-17', to: '2020-02-18' }]);
    expect((await administrator('DELETE', `${path}/2020-02-17`)).status).toBe(409);
  });
});
