import type {
  HandOverView,
  LeavingResultView,
  OrphansView,
  PostPageView,
  UnownedView,
  WorkItemView,
} from '@kept/contracts';
import { personOf } from '@kept/database/testing';
import type { Actor } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';
import { hashOf } from '../http/conditions.js';

const path = '/api/posts/head-of-fostering/hand-over';
const to = 'virtual-school-area-lead';

describe('handing over what a post owns', () => {
  let service: Service;
  let administrator: Client;
  beforeAll(async () => {
    service = await openService();
    administrator = service.as('administrator');
  });
  afterAll(() => service.close());

  const owned = async (title: string): Promise<WorkItemView> => {
    const card = await raiseCard(service.as('officer'), title);
    const body = { ownerPost: 'head-of-fostering', reason: 'Theirs' };
    return (await service.as('officer')<WorkItemView>('POST', `/api/work-items/${card.reference}/owner`, { body }))
      .body;
  };
  const ownerOf = async (reference: string) =>
    (await service.as('officer')<WorkItemView>('GET', `/api/work-items/${reference}`)).body.ownerPost.key;

  it('is for the administrator and for who answers for the post, to a post that exists', async () => {
    const body = { to, reason: 'They left' };
    expect((await service.ask('POST', path, { body })).status).toBe(401);
    expect((await service.as('officer')('POST', path, { body })).status).toBe(403);
    expect((await administrator('POST', path.replace('head-of-fostering', 'nothing'), { body })).status).toBe(404);
    expect((await administrator('POST', path, { body: { ...body, more: 1 } })).status).toBe(400);
    expect((await administrator('POST', path, { body: { to } })).body.missing?.[0]?.field).toBe('reason');
    for (const wrong of ['nothing', 'head-of-fostering']) {
      const refused = await administrator('POST', path, { body: { ...body, to: wrong } });
      expect([refused.status, refused.body.missing?.[0]?.field]).toEqual([422, 'to']);
    }
    const empty = await service.as('plan-lead')<HandOverView>('POST', path, { body });
    expect([empty.status, empty.body.items]).toEqual([200, []]);
  });

  it('says what would become of each item, then what became of it; one that is refused holds up no other', async () => {
    const [first, second] = [await owned('The first'), await owned('The second')];
    const elsewhere = await raiseCard(service.as('officer'), 'Of another post');
    const items = [first.reference, elsewhere.reference, second.reference, 'CC-2020-999'];
    const body = { to, items, reason: 'The post stands vacant' };
    const would = await administrator<HandOverView>('POST', path, { body: { ...body, dryRun: true } });
    expect(would.body).toMatchObject({ dryRun: true, changed: 2, refused: 2, to: { key: to } });
    expect(would.body.items.map(({ outcome }) => outcome)).toEqual([
      'would-change',
      'refused',
      'would-change',
      'refused',
    ]);
    expect(await ownerOf(first.reference)).toBe('head-of-fostering');
    const headers = { 'idempotency-key': 'one-hand-over' };
    const done = await administrator<HandOverView>('POST', path, { body, headers });
    expect(done.body.items).toMatchObject([
      { reference: first.reference, outcome: 'changed', because: null },
      { reference: elsewhere.reference, outcome: 'refused', because: expect.stringMatching(/.+/) },
      { reference: second.reference, outcome: 'changed' },
      { reference: 'CC-2020-999', outcome: 'refused', because: expect.stringMatching(/no such item/) },
    ]);
    expect(await ownerOf(second.reference)).toBe(to);
    const history = await service.as('officer')<{ events: { type: string; actor: string; reason: string }[] }>(
      'GET',
      `/api/work-items/${first.reference}/history`,
    );
    expect(JSON.stringify(history.body.events.at(-1))).toContain('The post stands vacant');
    const again = await administrator<HandOverView>('POST', path, { body, headers });
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body.items.map(({ outcome }) => outcome)).toEqual(['changed', 'refused', 'changed', 'refused']);
    const other = await administrator('POST', path, { body: { ...body, reason: 'Another' }, headers });
    expect([other.status, other.body.type]).toEqual([422, 'urn:kept:problem:key-reused']);
    const versions = await service.as('officer')<WorkItemView>('GET', `/api/work-items/${first.reference}`);
    expect(versions.body.version).toBe(first.version + 1);
  });

  it('goes on where a call stopped half way, and hands nothing over twice', async () => {
    const [first, second] = [await owned('Done before the crash'), await owned('Not done before it')];
    const body = { to, items: [first.reference, second.reference], reason: 'They left' };
    const idempotency = { key: 'stopped-half-way', bodyHash: `POST ${path} ${hashOf(body)}` };
    const by = {
      authorityId: service.authorityId,
      actor: { kind: 'person', personId: personOf('administrator') } as Actor,
    };
    const begun = await service.database.handOvers.begin(by, { ...body, from: 'head-of-fostering', idempotency });
    expect(begun).toMatchObject({ kind: 'begun', items: body.items, results: null });
    const alone = { ...body, items: [first.reference] };
    await administrator('POST', path, { body: alone });
    const headers = { 'idempotency-key': 'stopped-half-way' };
    const repeated = await administrator<HandOverView>('POST', path, { body, headers });
    // The first had gone by another call: it is said so, and the second goes.
    expect(repeated.body.items.map(({ outcome }) => outcome)).toEqual(['refused', 'changed']);
    const again = await administrator<HandOverView>('POST', path, { body, headers });
    expect(again.body.items.map(({ outcome }) => outcome)).toEqual(['refused', 'changed']);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const item = await service.as('officer')<WorkItemView>('GET', `/api/work-items/${second.reference}`);
    expect(item.body.version).toBe(second.version + 1);
  });

  it('takes all that is open where no item is named, and a leaver’s work goes so', async () => {
    const mine = await owned('Still open');
    const leaving = { lastDay: '2020-02-17' };
    const left = await administrator<LeavingResultView>('POST', `/api/people/${personOf('plan-lead')}/leaving`, {
      body: leaving,
    });
    expect(left.body.posts[0]).toMatchObject({ openItems: 1, first: [{ reference: mine.reference }] });
    const done = await service.as('director')<HandOverView>('POST', path, { body: { to, reason: 'They left' } });
    expect(done.body).toMatchObject({ changed: 1, refused: 0, left: 0 });
    const post = await administrator<PostPageView>('GET', '/api/posts/head-of-fostering');
    expect(post.body).toMatchObject({ openItems: 0, mayHandOver: true });
    await administrator('POST', `/api/people/${personOf('plan-lead')}/leaving/undo`);
    // What was handed over stays where it is.
    expect(await ownerOf(mine.reference)).toBe(to);
  });
});

describe('what nobody looks after', () => {
  let service: Service;
  beforeAll(async () => {
    service = await openService();
  });
  afterAll(() => service.close());

  it.each(['/api/people/orphans', '/api/people/unowned?from=2020-02-01&to=2020-02-29'])(
    '%s is for few',
    async (path_) => {
      expect((await service.ask('GET', path_)).status).toBe(401);
      expect((await service.as('officer')('GET', path_)).status).toBe(403);
      expect((await service.as('auditor')('GET', path_)).status).toBe(200);
    },
  );

  it('asks for a period that is one', async () => {
    const ask = (query: string) => service.as('auditor')('GET', `/api/people/unowned${query}`);
    expect((await ask('?from=2020-02-30&to=2020-03-01')).status).toBe(400);
    expect((await ask('?from=2020-03-02&to=2020-03-01')).body.missing?.[0]?.field).toBe('to');
    expect((await ask('?from=2000-01-01&to=2020-03-01')).status).toBe(422);
    expect((await ask('')).status).toBe(422);
  });

  it('is found: items of a post with nobody above, and the days', async () => {
    const administrator = service.as('administrator');
    const card = await raiseCard(service.as('officer'), 'For the director');
    const body = { ownerPost: 'corporate-director', reason: 'Theirs' };
    await service.as('officer')('POST', `/api/work-items/${card.reference}/owner`, { body });
    expect((await administrator<OrphansView>('GET', '/api/people/orphans')).body).toEqual({ items: [], more: false });
    await administrator('PATCH', '/api/posts/corporate-director/holders/2015-04-01', { body: { to: '2020-02-16' } });
    const orphans = (await administrator<OrphansView>('GET', '/api/people/orphans')).body;
    expect(orphans.items).toMatchObject([
      { reference: card.reference, ownerPost: { key: 'corporate-director' }, why: 'nobody-answers' },
    ]);
    const query = '?from=2020-02-01&to=2020-02-20';
    const unowned = (await administrator<UnownedView>('GET', `/api/people/unowned${query}`)).body;
    expect(unowned.posts).toEqual([
      {
        post: { key: 'assistant-director', title: 'Assistant Director' },
        days: 4,
        spans: [{ from: '2020-02-17', to: '2020-02-20' }],
      },
      {
        post: { key: 'corporate-director', title: 'Corporate Director' },
        days: 4,
        spans: [{ from: '2020-02-17', to: '2020-02-20' }],
      },
    ]);
    expect(unowned.items).toEqual([
      {
        reference: card.reference,
        days: 4,
        spans: [{ from: '2020-02-17', to: '2020-02-20', post: 'corporate-director' }],
      },
    ]);
  });
});
