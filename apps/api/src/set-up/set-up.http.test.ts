import type { SetUpView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Service } from '../../testing/service.js';

describe('what is to do before a council works with Kept', () => {
  let service: Service;
  beforeAll(async () => void (service = await openService()));
  afterAll(() => service.close());

  const read = async () => (await service.as('administrator')<SetUpView>('GET', '/api/set-up')).body;
  const task = ({ groups }: SetUpView, title: string) =>
    groups.flatMap(({ tasks }) => tasks).find((each) => each.title.startsWith(title));

  it('is told to the administrator alone', async () => {
    expect((await service.ask('GET', '/api/set-up')).status).toBe(401);
    for (const persona of ['officer', 'director', 'auditor'] as const) {
      expect((await service.as(persona)('GET', '/api/set-up')).status).toBe(403);
    }
  });

  it('is found out from what is there, and is done when it is done', async () => {
    const before = await read();
    const tasks = before.groups.flatMap((group) => group.tasks);
    expect(before.open).toBe(tasks.filter(({ done }) => !done).length);
    expect(task(before, 'Publish')).toMatchObject({ done: true, href: '/work' });
    expect(task(before, 'Put in the meetings')).toMatchObject({ done: false });
    const { bodies } = (await service.database.reference.load(service.authorityId)).organisation;
    for (const { key } of bodies) {
      await service.as('democratic-services')('POST', '/api/meetings', { body: { body: key, date: '2020-04-07' } });
    }
    const after = await read();
    expect(task(after, 'Put in the meetings')).toMatchObject({ done: true, hint: 'Every body has a meeting to come.' });
    expect(after.open).toBe(before.open - 1);
  });

  it('is to go through the words, until somebody has said something of one', async () => {
    expect(task(await read(), 'Go through the words')).toMatchObject({ done: false, href: '/words' });
    const body = { word: 'throughcare', instead: ['leaving care'], why: 'Nobody says it.' };
    expect((await service.as('participation')('POST', '/api/words', { body })).status).toBe(201);
    expect(task(await read(), 'Go through the words')).toMatchObject({ done: true });
  });

  it('says whether young people are given a number for nights and weekends, which no page of Kept sets', async () => {
    expect(task(await read(), 'Give a number')).toMatchObject({ done: false, href: null });
  });

  it('tells when the last message has gone out', async () => {
    expect(task(await read(), 'See that messages')).toMatchObject({ done: false });
    const { id } = await raiseCard(service.as('officer'), 'Bus passes');
    const body = { ownerPost: 'head-of-fostering', reason: 'It is theirs.' };
    await service.as('officer')('POST', `/api/work-items/${id}/owner`, { body });
    await withClient(service.ownerUrl, (client) =>
      client.query(`update notices set status = 'sent', status_at = app.now()`),
    );
    const hint = 'The last message went out on 17 February 2020.';
    expect(task(await read(), 'See that messages')).toMatchObject({ done: true, hint });
  });
});
