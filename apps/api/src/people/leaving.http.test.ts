import type {
  LeavingResultView,
  NewCalendarFeedView,
  PersonView,
  PostPageView,
  PostView,
  SessionView,
  WorkItemView,
} from '@kept/contracts';
import { personOf } from '@kept/database/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const lead = personOf('plan-lead');
const path = `/api/people/${lead}/leaving`;

describe('somebody who leaves', () => {
  let service: Service;
  let administrator: Client;
  beforeEach(async () => {
    service = await openService();
    administrator = service.as('administrator');
  });
  afterEach(() => service.close());

  const fostering = async () => (await administrator<PostPageView>('GET', '/api/posts/head-of-fostering')).body;
  const ownedCard = async (): Promise<WorkItemView> => {
    const card = await raiseCard(service.as('officer'), 'Owned by a post');
    const body = { ownerPost: 'head-of-fostering', reason: 'Theirs' };
    await service.as('officer')('POST', `/api/work-items/${card.reference}/owner`, { body });
    return card;
  };

  it('is for the administrator to write down, of somebody who is known, with a day that is one', async () => {
    const body = { lastDay: '2020-02-28' };
    for (const asked of [path, `${path}/undo`, `/api/people/${lead}/return`]) {
      const sent = asked === path ? { body } : {};
      expect((await service.ask('POST', asked, sent)).status).toBe(401);
      expect((await service.as('director')('POST', asked, sent)).status).toBe(403);
      expect((await administrator('POST', asked.replace(lead, 'nobody'), sent)).status).toBe(404);
      expect((await administrator('POST', asked, { body: { unknown: true } })).status).toBe(400);
    }
    expect((await administrator('POST', path, { body: { lastDay: '2020-02-30' } })).status).toBe(400);
    expect((await administrator('POST', path, { body: {} })).body.missing).toEqual([
      { field: 'lastDay', text: 'Fill this in.' },
    ]);
    expect((await administrator('POST', `${path}/undo`)).status).toBe(409);
    expect((await administrator('POST', `/api/people/${lead}/return`)).status).toBe(409);
  });

  it('is shown before it is done: posts with what is open in them, covers, and who acts', async () => {
    const card = await ownedCard();
    const cover = { person: lead, from: '2020-03-02', to: '2020-03-06' };
    await administrator('POST', '/api/posts/participation-lead/cover', { body: cover });
    const body = { lastDay: '2020-02-28', dryRun: true };
    const preview = await administrator<LeavingResultView>('POST', path, { body });
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({
      dryRun: true,
      goneFrom: '2020-02-29',
      posts: [
        {
          post: { key: 'head-of-fostering', title: 'Head of Fostering' },
          acts: { post: { key: 'corporate-director' }, person: 'Kit Ravensworth' },
          openItems: 1,
          first: [{ reference: card.reference }],
        },
      ],
      covers: [{ post: { key: 'participation-lead' }, from: '2020-03-02', to: '2020-03-06' }],
      undoUntil: null,
    });
    expect((await administrator<PersonView>('GET', `/api/people/${lead}`)).body.leaving).toBeNull();
  });

  it('works to the end of a day to come, and then the post above acts, until another comes', async () => {
    const card = await ownedCard();
    const token = service.as('plan-lead');
    expect((await token('GET', '/api/session')).status).toBe(200);
    expect((await administrator('POST', path, { body: { lastDay: '2020-02-28', reason: 'A new post' } })).status).toBe(
      200,
    );
    expect((await fostering()).holders[0]).toMatchObject({ person: { id: lead }, to: '2020-02-28' });
    // That they go is theirs to tell until it is so.
    const seenBy = async (who: Client) => (await who<PersonView>('GET', `/api/people/${lead}`)).body.leaving;
    expect(await seenBy(service.as('officer'))).toBeNull();
    expect(await seenBy(administrator)).toEqual({ lastDay: '2020-02-28', gone: false });
    await service.setClock('2020-02-28T23:59:58.000Z');
    expect((await token('GET', '/api/session')).status).toBe(200);
    await expect.poll(async () => (await token('GET', '/api/session')).status, { timeout: 7000 }).toBe(401);
    expect(await fostering()).toMatchObject({
      vacant: true,
      vacantSince: '2020-02-29',
      actingPost: 'corporate-director',
      acting: { person: { name: 'Kit Ravensworth' }, because: 'the post is vacant and reports to Corporate Director' },
      openItems: 1,
    });
    expect(await seenBy(service.as('officer'))).toEqual({ lastDay: '2020-02-28', gone: true });
    const item = (await service.as('director')<WorkItemView>('GET', `/api/work-items/${card.reference}`)).body;
    expect(item.ownerPost).toMatchObject({ holder: null, acting: { name: 'Kit Ravensworth' } });
    const signIn = await service.ask('POST', '/api/session', { body: { persona: 'plan-lead' } });
    expect(signIn.status).toBe(403);
    expect(signIn.body.detail).toBe('Farah Quill left on 28 February 2020. If that is wrong, ask an administrator.');
    const appoint = { person: personOf('caseworker'), from: '2020-03-02' };
    await administrator('POST', '/api/posts/head-of-fostering/holders', { body: appoint });
    expect((await administrator('POST', `${path}/undo`)).status).toBe(409);
  });

  it('is gone at once where the last day is today, and back with all of it when that is taken back', async () => {
    const before = (await administrator<PersonView>('GET', `/api/people/${lead}`)).body;
    const cover = { person: lead, from: '2020-02-17', to: '2020-03-06' };
    await administrator('POST', '/api/posts/participation-lead/cover', { body: cover });
    const session = await service.ask<SessionView>('POST', '/api/session', { body: { persona: 'plan-lead' } });
    const cookie = String(session.headers['set-cookie']).split(';')[0]!;
    const asThem = () => service.ask('GET', '/api/session', { headers: { cookie } });
    expect((await asThem()).status).toBe(200);
    const left = await administrator<LeavingResultView>('POST', path, { body: { lastDay: '2020-02-17' } });
    expect(left.body.undoUntil).not.toBeNull();
    expect((await administrator('POST', path, { body: { lastDay: '2020-02-18' } })).status).toBe(409);
    await expect.poll(async () => (await asThem()).status, { timeout: 5000 }).toBe(401);
    expect(await fostering()).toMatchObject({
      vacant: true,
      vacantSince: '2020-02-17',
      actingPost: 'corporate-director',
    });
    const person = (await administrator<PersonView>('GET', `/api/people/${lead}`)).body;
    expect(person).toMatchObject({ posts: [], leaving: { gone: true }, undoUntil: left.body.undoUntil });
    // Nobody who has left comes into a post.
    const again = await administrator('POST', '/api/posts/assistant-director/holders', {
      body: { person: lead, from: '2020-03-02' },
    });
    expect(again.status).toBe(422);
    expect(again.body.missing?.[0]?.field).toBe('person');
    const back = await administrator<PersonView>('POST', `${path}/undo`);
    expect(back.status).toBe(200);
    expect(back.body).toEqual({
      ...before,
      posts: ['head-of-fostering', 'participation-lead'],
      covers: [
        { post: { key: 'participation-lead', title: 'Participation Lead' }, from: '2020-02-17', to: '2020-03-06' },
      ],
    });
    await expect.poll(async () => (await asThem()).status, { timeout: 5000 }).toBe(200);
    expect((await fostering()).holder).toMatchObject({ person: { id: lead }, to: null });
  });

  it('cannot be taken back after ten minutes, nor over somebody who came since; but they may come back', async () => {
    await administrator('POST', path, { body: { lastDay: '2020-02-14' } });
    const appoint = { person: personOf('caseworker'), from: '2020-02-17' };
    expect((await administrator('POST', '/api/posts/head-of-fostering/holders', { body: appoint })).status).toBe(201);
    const stoodOn = await administrator('POST', `${path}/undo`);
    expect(stoodOn.status).toBe(409);
    expect(stoodOn.body.detail).toMatch(/“Head of Fostering” since/);
    await service.setClock('2020-02-17T09:11:00.000Z');
    const late = await administrator('POST', `${path}/undo`);
    expect([late.status, late.body.detail]).toEqual([409, expect.stringMatching(/ten minutes are over/)]);
    const back = await administrator<PersonView>('POST', `/api/people/${lead}/return`);
    expect(back.body).toMatchObject({ leaving: null, posts: [] });
    expect(back.body.holdings[0]).toMatchObject({ to: '2020-02-14' });
    // What they had before opens nothing: they begin anew.
    expect((await service.ask('POST', '/api/session', { body: { persona: 'plan-lead' } })).status).toBe(200);
    const post = await administrator<PostView>('POST', '/api/posts/assistant-director/holders', {
      body: { person: lead, from: '2020-02-18' },
    });
    expect(post.status).toBe(201);
  });

  it('ends the feed of their dates too, and for good where they come back', async () => {
    const feed = (await service.as('plan-lead')<NewCalendarFeedView>('POST', '/api/session/calendar-feed')).body;
    const read = async () => (await service.ask('GET', feed.path)).status;
    expect(await read()).toBe(200);
    const left = await administrator<LeavingResultView>('POST', path, { body: { lastDay: '2020-02-17' } });
    expect(left.body.feed).toBe(true);
    expect(await read()).toBe(404);
    await administrator('POST', `${path}/undo`);
    expect(await read()).toBe(200);
    await administrator('POST', path, { body: { lastDay: '2020-02-17' } });
    await administrator('POST', `/api/people/${lead}/return`);
    expect(await read()).toBe(404);
  });

  it('goes on no day before they came, and is not away once they have gone', async () => {
    const slip = await administrator('POST', path, { body: { lastDay: '1920-02-17', dryRun: true } });
    expect([slip.status, slip.body.missing]).toEqual([
      422,
      [
        {
          field: 'lastDay',
          text: expect.stringMatching(/came into “Head of Fostering” on .*, after this day. Choose a later one\.$/),
        },
      ],
    ]);
    await administrator('POST', path, { body: { lastDay: '2020-02-28' } });
    const away = (from: string, to: string) =>
      administrator('POST', `/api/people/${lead}/absences`, { body: { from, to } });
    expect((await away('2020-02-27', '2020-02-28')).status).toBe(201);
    const after = await away('2020-02-29', '2020-03-02');
    expect([after.status, after.body.missing?.[0]]).toEqual([
      422,
      { field: 'from', text: expect.stringMatching(/leaves on 28 February 2020, before this day\.$/) },
    ]);
  });

  it('keeps somebody who can put things right', async () => {
    const self = `/api/people/${personOf('administrator')}/leaving`;
    const atOnce = await administrator('POST', self, { body: { lastDay: '2020-02-17' } });
    expect(atOnce.body.missing?.[0]?.field).toBe('lastDay');
    const later = await administrator('POST', self, { body: { lastDay: '2020-03-17' } });
    expect(later.status).toBe(422);
    expect(later.body.missing?.[0]?.text).toMatch(/only administrator/);
  });
});
