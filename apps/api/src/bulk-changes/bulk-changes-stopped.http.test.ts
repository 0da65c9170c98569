import type { BulkChangeView, WorkItemView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const path = '/api/bulk-changes';
const to = 'head-of-fostering';
const reason = 'Moved with the team';
const unknown = 'There is no such item, or none that you may see.';

describe('a change of many items that breaks, stops or is asked for twice', () => {
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
  const owner = async (card: WorkItemView) =>
    (await officer<WorkItemView>('GET', `/api/work-items/${card.id}`)).body.ownerPost.key;
  const ask = (cards: readonly WorkItemView[], key: string, client = officer) => {
    const items = cards.map(({ reference, version }) => ({ item: reference, version }));
    const body = { items, ownerPost: to, reason };
    return client<BulkChangeView>('POST', path, { body, headers: { 'idempotency-key': key } });
  };
  const read = async (id: string | null) => (await officer<BulkChangeView>('GET', `${path}/${id}`)).body;
  const undo = (id: string | null) => officer<BulkChangeView>('POST', `${path}/${id}/undo`);
  const outcomes = ({ items }: BulkChangeView) => items.map(({ outcome }) => outcome);
  const asOwner = (...statements: string[]) =>
    withClient(service.ownerUrl, async (client) => {
      await client.query("select set_config('app.authority', $1, false)", [service.authorityId]);
      let rows: { id: string }[] = [];
      for (const text of statements) ({ rows } = await client.query<{ id: string }>(text));
      return rows;
    });
  /** As where the database goes away at that moment. */
  const breaking = async <T>(table: string, condition: string, work: () => Promise<T>): Promise<T> => {
    await asOwner(
      `create or replace function break_test() returns trigger language plpgsql as $$ begin raise exception 'broken on purpose'; end $$`,
      `create trigger break_test before update on ${table} for each row when (${condition}) execute function break_test()`,
    );
    try {
      return await work();
    } finally {
      await asOwner(`drop trigger break_test on ${table}`);
    }
  };
  const breaksAt = (card: WorkItemView) => `old.reference = '${card.reference}'`;
  /** As where the process is killed: the last item was not reached and no result is kept. */
  const stopHalfWay = async (cards: readonly WorkItemView[], key: string) => {
    await breaking('work_items', breaksAt(cards.at(-1)!), () => ask(cards, key));
    const rows = await asOwner(
      `update bulk_changes set results = null where idempotency_key = '${key}'`,
      `select id from bulk_changes where idempotency_key = '${key}'`,
    );
    return rows[0]!.id;
  };

  it('says of the one item with which something broke that it stays, and changes the others', async () => {
    const cards = await raise(3);
    const { status, body } = await breaking('work_items', breaksAt(cards[1]!), () => ask(cards, 'breaks'));
    expect([status, ...outcomes(body)]).toEqual([200, 'changed', 'refused', 'changed']);
    expect(body.items[1]!.because).toMatch(/^Something went wrong with this one, so it stays as it is/);
    expect(body).toMatchObject({ changed: 2, refused: 1, stopped: null });
    expect(await owner(cards[1]!)).toBe('corporate-parenting-officer');
    expect((await undo(body.id)).body).toMatchObject({ changed: 2, refused: 0 });
  });

  it('is read where its results could not be kept, and goes on when it is asked for again', async () => {
    const cards = await raise(2);
    const failed = await breaking('bulk_changes', 'new.results is not null', () => ask(cards, 'unkept'));
    expect(failed.status).toBe(500);
    const [row] = await asOwner(`select id from bulk_changes where idempotency_key = 'unkept'`);
    expect(await read(row!.id)).toMatchObject({ changed: 2, stopped: 'change' });
    const again = await ask(cards, 'unkept');
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toMatchObject({ id: row!.id, changed: 2, stopped: null, undoUntil: expect.anything() });
  });

  it('goes on where it stopped, each item once', async () => {
    const cards = await raise(3);
    const id = await stopHalfWay(cards, 'goes-on');
    const half = await read(id);
    expect(outcomes(half)).toEqual(['changed', 'changed', 'refused']);
    expect(half).toMatchObject({ stopped: 'change', changed: 2 });
    expect(half.items[2]!.because).toMatch(/^The change stopped before it came to this one/);
    const whole = (await ask(cards, 'goes-on')).body;
    expect(outcomes(whole)).toEqual(['changed', 'changed', 'changed']);
    expect(whole.items.map(({ version }) => version)).toEqual([2, 2, 2]);
    expect(await read(id)).toEqual(whole);
  });

  it('is taken back from where it stopped, and goes on no more after that', async () => {
    const cards = await raise(3);
    const id = await stopHalfWay(cards, 'taken-back');
    const undone = (await undo(id)).body;
    expect([outcomes(undone), undone.stopped]).toEqual([['undone', 'undone'], null]);
    const again = await ask(cards, 'taken-back');
    expect([again.status, again.body]).toEqual([200, undone]);
    expect(undone.undoneAt).not.toBeNull();
    for (const card of cards) expect(await owner(card)).toBe('corporate-parenting-officer');
  });

  it('keeps the others waiting while a call is at work on it', async () => {
    const cards = await raise(1);
    const { id } = (await ask(cards, 'held')).body;
    await asOwner(`update bulk_changes set working_until = clock_timestamp() + interval '1 minute' where id = '${id}'`);
    expect((await officer('GET', `${path}/${id}`)).status).toBe(409);
    const waiting = ask(cards, 'held');
    await asOwner(`update bulk_changes set working_until = null where id = '${id}'`);
    expect((await waiting).body).toMatchObject({ id, changed: 1 });
  });

  it('is one change for two calls at once with one key, and both say the same of it', async () => {
    const cards = await raise(12);
    const answers = await Promise.all([ask(cards, 'twice'), ask(cards, 'twice'), ask(cards, 'twice')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(2);
    for (const { body } of answers) expect(body).toEqual(answers[0]!.body);
    expect(answers[0]!.body).toMatchObject({ changed: 12, refused: 0 });
    const { id } = answers[0]!.body;
    const [first, second] = await Promise.all([undo(id), undo(id)]);
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ changed: 12, refused: 0 });
  });

  it('takes back what an undo that broke left, also after the ten minutes in which it was begun', async () => {
    const cards = await raise(2);
    const { id } = (await ask(cards, 'undo-breaks')).body;
    const half = (await breaking('work_items', breaksAt(cards[0]!), () => undo(id))).body;
    expect(outcomes(half)).toEqual(['refused', 'undone']);
    expect(half.items[0]!.because).toMatch(/^The undo stopped before it came to this one/);
    expect(half).toMatchObject({ stopped: 'undo', undoUntil: null, undoneAt: null });
    expect(await read(id)).toEqual(half);
    await service.setClock('2020-02-17T09:20:00.000Z');
    const whole = (await undo(id)).body;
    expect(outcomes(whole)).toEqual(['undone', 'undone']);
    expect(whole).toMatchObject({ stopped: null, undoneAt: expect.anything() });
    expect(await read(id)).toEqual(whole);
    await service.setClock('2020-02-17T09:00:00.000Z');
  });

  it('answers a repeated call as the first, also when the post has gone since', async () => {
    const key = 'short-lived';
    await asOwner(
      `insert into posts (authority_id, key, title, aliases) values ('${service.authorityId}', '${key}', 'Short', '{}')`,
    );
    const cards = await raise(1);
    const body = { items: [{ item: cards[0]!.reference }], ownerPost: key, reason };
    const call = { body, headers: { 'idempotency-key': key } };
    const first = await officer<BulkChangeView>('POST', path, call);
    expect(first.body.changed).toBe(1);
    await undo(first.body.id);
    await asOwner(
      'set session_replication_role = replica',
      `delete from posts where key = '${key}'`,
      'set session_replication_role = origin',
      'update posts set title = title',
    );
    await raise(1);
    const again = await officer<BulkChangeView>('POST', path, call);
    expect([again.status, again.body.id, again.body.undoneAt]).toEqual([200, first.body.id, expect.anything()]);
    expect((await officer('POST', path, { body })).status).toBe(422);
  });

  it('does not change what came into sight after the caller looked', async () => {
    const [card] = await raise(1);
    const items = [{ item: card!.reference, version: null }];
    const { body } = await officer<BulkChangeView>('POST', path, { body: { items, ownerPost: to, reason } });
    expect(body.items[0]).toMatchObject({
      outcome: 'refused',
      because: 'Somebody changed it after you looked. Look at it again.',
    });
    expect(await owner(card!)).toBe('corporate-parenting-officer');
  });

  it('says of an item that has left the sight of whoever takes it back only what it says of nothing', async () => {
    const cards = await raise(2);
    const holder = service.as('sen-officer');
    for (const card of cards) {
      const body = { ownerPost: 'area-sen-manager', reason };
      expect((await officer('POST', `/api/work-items/${card.id}/owner`, { body })).status).toBe(200);
    }
    const theirs = cards.map((card) => ({ ...card, version: 2 }));
    const absent = { reference: 'CC-2020-999', version: 1 } as WorkItemView;
    const { id, items } = (await ask([...theirs, absent], 'out-of-sight', holder)).body;
    expect(items.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'refused']);
    await officer('POST', `/api/work-items/${cards[0]!.id}/evidence`, { body: { title: 'A letter' } });
    const undone = (await holder<BulkChangeView>('POST', `${path}/${id}/undo`)).body;
    expect(outcomes(undone)).toEqual(['refused', 'undone']);
    expect(undone.items[0]).toEqual({ ...items[2], reference: cards[0]!.reference });
    expect(undone.items[0]!.because).toBe(unknown);
    expect((await holder<BulkChangeView>('GET', `${path}/${id}`)).body).toEqual(undone);
  });
});
