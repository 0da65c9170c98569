import type { BulkChangeView, WorkItemListView, WorkItemView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const path = '/api/bulk-changes';
const to = 'head-of-fostering';
const reason = 'Moved with the team';
const nobody = '01a2072a-7f5b-7cc0-8a39-b94c18a6236c';

describe('one change of many items', () => {
  let service: Service;
  let officer: Client;
  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
  });
  afterAll(() => service.close());

  const raise = async (count: number) => {
    const cards: WorkItemView[] = [];
    for (let no = 1; no <= count; no += 1) cards.push(await raiseCard(officer, `Card ${no}`));
    return cards;
  };
  const read = async (reference: string) => (await officer<WorkItemView>('GET', `/api/work-items/${reference}`)).body;
  const ask = (body: object, key?: string) =>
    officer<BulkChangeView>('POST', path, { body, headers: key === undefined ? {} : { 'idempotency-key': key } });
  const chosen = (cards: readonly WorkItemView[]) =>
    cards.map(({ reference, version }) => ({ item: reference, version }));
  /** How what the post is to be told of these stands, and how long it is held. */
  const told = (references: readonly string[]) =>
    withClient(service.ownerUrl, async (client) => {
      await client.query("select set_config('app.authority', $1, false)", [service.authorityId]);
      const { rows } = await client.query<{ status: string; minutes: number }>(
        `select n.status, extract(epoch from o.available_at - o.created_at)::integer / 60 as minutes from notices n
           join outbox o on o.authority_id = n.authority_id and o.id = n.id
           join work_items w on w.authority_id = n.authority_id and w.id = n.work_item_id
          where n.post = $1 and n.kind = 'assigned' and w.reference = any ($2) order by n.id`,
        [to, references],
      );
      return rows;
    });

  it('asks who you are, for items named once, and for a post that exists', async () => {
    const items = [{ item: 'CC-2020-999' }];
    const body = { items, ownerPost: to, reason };
    expect((await service.ask('POST', path, { body })).status).toBe(401);
    expect((await service.ask('GET', `${path}/${nobody}`)).status).toBe(401);
    expect((await service.ask('POST', `${path}/${nobody}/undo`)).status).toBe(401);
    const tooMany = Array.from({ length: 201 }, (_, no) => ({ item: `CC-2020-${no}` }));
    for (const wrong of [{ items: [] }, { items: tooMany }, { items: [...items, ...items] }, { more: 1 }]) {
      expect((await officer('POST', path, { body: { ...body, ...wrong } })).status).toBe(400);
    }
    const unsaid = await officer('POST', path, { body: { items, ownerPost: to } });
    expect([unsaid.status, unsaid.body.missing?.[0]?.field]).toEqual([422, 'reason']);
    const refused = await officer('POST', path, { body: { ...body, ownerPost: 'nothing' } });
    expect([refused.status, refused.body.missing?.[0]?.field]).toEqual([422, 'ownerPost']);
    for (const id of [nobody, 'nothing']) {
      expect((await officer('GET', `${path}/${id}`)).status).toBe(404);
      expect((await officer('POST', `${path}/${id}/undo`)).status).toBe(404);
    }
  });

  it('says of what is out of sight only what it says of nothing, and of what may be read that it may not be changed', async () => {
    const [card] = await raise(1);
    const of = async (persona: 'sen-officer' | 'auditor', item: string) => {
      const body = { items: [{ item, version: 9 }], ownerPost: to, reason };
      const answers = [
        await service.as(persona)<BulkChangeView>('POST', path, { body: { ...body, dryRun: true } }),
        await service.as(persona)<BulkChangeView>('POST', path, { body }),
      ];
      return answers.map(({ body: { items } }) => items[0]);
    };
    const [unseen] = await of('sen-officer', card!.reference);
    const [absent] = await of('sen-officer', 'CC-2020-999');
    expect({ ...unseen, reference: '' }).toEqual({ ...absent, reference: '' });
    expect(unseen).toMatchObject({ outcome: 'refused', title: null, version: null, from: null });
    for (const result of await of('auditor', card!.reference)) {
      expect(result).toMatchObject({ outcome: 'refused', because: 'You may read this item, not change it.' });
    }
    expect((await read(card!.reference)).version).toBe(card!.version);
  });

  it('changes 58 of 60, refuses two by themselves, and takes back all but one that was changed since', async () => {
    const cards = await raise(59);
    const items = [...chosen(cards), { item: 'CC-2020-999' }];
    const body = { items, ownerPost: to, reason };
    const preview = (await ask({ ...body, dryRun: true })).body;
    expect(preview).toMatchObject({ id: null, dryRun: true, changed: 59, refused: 1, undoUntil: null });
    expect((await read(cards[0]!.reference)).version).toBe(cards[0]!.version);

    const moved = cards[7]!.reference;
    const elsewhere = { ownerPost: 'virtual-school-area-lead', reason: 'Theirs' };
    await officer('POST', `/api/work-items/${moved}/owner`, { body: elsewhere });
    const done = await ask(body, 'sixty');
    expect(done.body).toMatchObject({ changed: 58, refused: 2, undoUntil: expect.stringMatching(/^2020-02-17T09:1/) });
    const refused = done.body.items.filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ reference, because }) => [reference, because])).toEqual([
      [moved, 'Somebody changed it after you looked. Look at it again.'],
      ['CC-2020-999', 'There is no such item, or none that you may see.'],
    ]);
    expect((await read(moved)).ownerPost.key).toBe(elsewhere.ownerPost);
    expect(await read(cards[0]!.reference)).toMatchObject({ version: 2, ownerPost: { key: to } });

    const again = await ask(body, 'sixty');
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(done.body);
    expect((await ask({ ...body, reason: 'Another' }, 'sixty')).status).toBe(422);
    const address = `${path}/${done.body.id}`;
    expect((await officer<BulkChangeView>('GET', address)).body).toEqual(done.body);
    expect((await service.as('director')('GET', address)).status).toBe(404);
    expect((await service.as('director')('POST', `${address}/undo`)).status).toBe(404);

    const since = cards[3]!.reference;
    await officer('POST', `/api/work-items/${since}/evidence`, { body: { title: 'A letter' } });
    const references = cards.map(({ reference }) => reference);
    const held = await told(references);
    expect(held).toHaveLength(58);
    expect(new Set(held.map(({ status, minutes }) => `${status} ${minutes}`))).toEqual(new Set(['waiting 10']));
    const undone = await officer<BulkChangeView>('POST', `${address}/undo`);
    expect(undone.body).toMatchObject({ changed: 57, refused: 1, undoUntil: null });
    expect(undone.body.items.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      reference: since,
      because: 'It was changed after that, so it stays as it is.',
    });
    expect(await read(cards[0]!.reference)).toMatchObject({ version: 3, ownerPost: cards[0]!.ownerPost });
    expect((await read(since)).ownerPost.key).toBe(to);
    const left = await told(references);
    expect(left.filter(({ status }) => status === 'withdrawn')).toHaveLength(57);
    expect((await officer<BulkChangeView>('POST', `${address}/undo`)).body).toEqual(undone.body);
    const list = await officer<WorkItemListView>('GET', `/api/work-items?workflow=challenge-card&owner=${to}`);
    expect(list.body.items.map(({ reference }) => reference)).toEqual([since]);
    const history = await officer<{ events: { reason: string }[] }>(
      'GET',
      `/api/work-items/${cards[0]!.reference}/history`,
    );
    expect(history.body.events.map((event) => event.reason).slice(-2)).toEqual([
      reason,
      'The change of owner was taken back.',
    ]);
  });

  it('leaves with the new post an item of which a date passed in the ten minutes: it was told of that, and once', async () => {
    const [passed, quiet] = await raise(2);
    const { id } = (await ask({ items: chosen([passed!, quiet!]), ownerPost: to, reason })).body;
    await service.setClock('2020-02-17T09:05:00.000Z');
    await withClient(service.ownerUrl, async (client) => {
      await client.query("select set_config('app.authority', $1, false)", [service.authorityId]);
      // As the sweep writes it: beside it an event, and no step of the version.
      await client.query(
        `insert into notices (authority_id, id, work_item_id, unique_key, post, kind, late, created_at, status_at)
          values ($1, gen_random_uuid(), $2, 'passed', $3, 'overdue', false, app.now(), app.now())`,
        [service.authorityId, passed!.id, to],
      );
    });
    const undone = (await officer<BulkChangeView>('POST', `${path}/${id}/undo`)).body;
    expect(undone.items.map(({ outcome }) => outcome)).toEqual(['refused', 'undone']);
    expect((await read(passed!.reference)).ownerPost.key).toBe(to);
    expect(await told([passed!.reference])).toMatchObject([{ status: 'waiting' }]);
    await service.setClock('2020-02-17T09:00:00.000Z');
  });

  it('leaves with the new post what it was told of, and takes nothing back after ten minutes', async () => {
    const [first, second] = await raise(2);
    const body = { items: chosen([first!, second!]), ownerPost: to, reason };
    const { id } = (await ask(body)).body;
    await withClient(service.ownerUrl, async (client) => {
      await client.query("select set_config('app.authority', $1, false)", [service.authorityId]);
      await client.query(
        `update outbox set outcome = 'sent', settled_at = app.now() where id in (
          select n.id from notices n join work_items w on w.id = n.work_item_id where w.reference = $1 and n.post = $2)`,
        [first!.reference, to],
      );
    });
    const undone = (await officer<BulkChangeView>('POST', `${path}/${id}/undo`)).body;
    expect(undone.items.map(({ outcome, because }) => [outcome, because])).toEqual([
      ['refused', 'Somebody was told of it already, so it stays as it is.'],
      ['undone', null],
    ]);
    expect(await read(first!.reference)).toMatchObject({ version: 2, ownerPost: { key: to } });

    const later = (await ask({ ...body, items: [{ item: second!.id }] })).body;
    await service.setClock('2020-02-17T09:20:00.000Z');
    const late = await officer('POST', `${path}/${later.id}/undo`);
    expect([late.status, late.body.detail]).toEqual([409, expect.stringMatching(/ten minutes have passed/)]);
    expect((await read(second!.reference)).ownerPost.key).toBe(to);
  });
});
