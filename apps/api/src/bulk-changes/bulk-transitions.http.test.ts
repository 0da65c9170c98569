import type { BulkChangeView, BulkOptionsView, MeetingListView, WorkItemView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const path = '/api/bulk-changes';
const post = 'head-of-fostering';
const accept = { transition: 'accept', fields: { director: 'corporate-director', ownerPost: post } };
const triage = { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } };
const moved = 'Somebody changed it after you looked. Look at it again.';

describe('the same step with many items', () => {
  let service: Service;
  let officer: Client;
  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
  });
  afterAll(() => service.close());

  const read = async (reference: string) => (await officer<WorkItemView>('GET', `/api/work-items/${reference}`)).body;
  const take = (body: object, who = officer) => who<BulkChangeView>('POST', `${path}/transitions`, { body });
  const undo = (id: string | null) => officer<BulkChangeView>('POST', `${path}/${id}/undo`);
  const chosen = (cards: readonly WorkItemView[]) =>
    cards.map(({ reference, version }) => ({ item: reference, version }));
  const raise = async (count: number) => {
    const cards: WorkItemView[] = [];
    for (let no = 1; no <= count; no += 1) cards.push(await raiseCard(officer, `Card ${no}`));
    return cards;
  };
  const triaged = async (count: number) => {
    const cards = await raise(count);
    expect((await take({ items: chosen(cards), ...triage })).body).toMatchObject({ changed: count, undoUntil: null });
    return Promise.all(cards.map(({ reference }) => read(reference)));
  };
  /** All but what a change and its undo leave behind. */
  const standing = ({ version: _, ...item }: WorkItemView) => item;
  const asOwner = (text: string, values: unknown[]) =>
    withClient(service.ownerUrl, async (client) => {
      await client.query("select set_config('app.authority', $1, false)", [service.authorityId]);
      return (await client.query(text, values)).rows as unknown[];
    });
  const noticesOf = (item: WorkItemView) =>
    asOwner(
      `select n.post, n.status, extract(epoch from o.available_at - o.created_at)::integer / 60 as minutes from notices n
         join outbox o on o.authority_id = n.authority_id and o.id = n.id where n.work_item_id = $1 and n.post = $2`,
      [item.id, post],
    );

  it('asks who you are, for items named once, and for a step that their one workflow has', async () => {
    const items = [{ item: 'CC-2020-999' }];
    for (const address of [`${path}/transitions`, `${path}/transitions/options`]) {
      expect((await service.ask('POST', address, { body: { items } })).status).toBe(401);
      expect((await officer('POST', address, { body: { items: [...items, ...items], ...accept } })).status).toBe(400);
      expect((await officer('POST', address, { body: { items, transition: 'accept', more: 1 } })).status).toBe(400);
    }
    const unnamed = await officer('POST', `${path}/transitions`, { body: { items } });
    expect([unnamed.status, unnamed.body.missing?.[0]?.field]).toEqual([422, 'transition']);
    const [card] = await triaged(1);
    const unknown = await officer('POST', `${path}/transitions`, {
      body: { items: chosen([card!]), transition: 'fly', dryRun: true },
    });
    expect([unknown.status, unknown.body.missing?.[0]?.field]).toEqual([422, 'transition']);
    const clerk = service.as('democratic-services');
    const body = { workflow: 'work-programme-item', title: 'Life stability', ownerPost: post };
    const june = await clerk<MeetingListView>('GET', '/api/meetings?body=corporate-parenting-panel&limit=1');
    const fields = { commissionedAt: june.body.meetings[0]?.id, minuteNumber: 79, dueWords: 'a future meeting' };
    const made = await clerk<WorkItemView>('POST', '/api/work-items', { body: { ...body, fields } });
    expect(made.status).toBe(201);
    const mixed = { items: chosen([card!, made.body]) };
    for (const [address, body] of [
      ['transitions', { ...mixed, ...accept }],
      ['transitions/options', mixed],
    ] as const) {
      const refused = await clerk('POST', `${path}/${address}`, { body });
      expect([refused.status, refused.body.missing?.[0]?.field]).toEqual([422, 'items']);
    }
  });

  it('offers what may be taken with at least one, and says of what is out of sight only what it says of nothing', async () => {
    const [first] = await triaged(1);
    const [raised] = await raise(1);
    const items = [
      { item: first!.reference },
      { item: first!.id },
      { item: raised!.reference },
      { item: 'CC-2020-999' },
    ];
    const options = await officer<BulkOptionsView>('POST', `${path}/transitions/options`, { body: { items } });
    expect(options.body.workflow).toBe('challenge-card');
    const counts = Object.fromEntries(options.body.transitions.map(({ key, items: count }) => [key, count]));
    expect(counts).toMatchObject({ triage: 1, present: 1, accept: 1, withdraw: 2 });
    expect(Object.keys(counts)).not.toContain('answer');
    const blind = await service.as('sen-officer')<BulkOptionsView>('POST', `${path}/transitions/options`, {
      body: { items },
    });
    expect(blind.body).toEqual({ workflow: null, transitions: [] });
    const asked = (item: string) => take({ items: [{ item, version: 9 }], ...accept }, service.as('sen-officer'));
    const [unseen, absent] = [await asked(first!.reference), await asked('CC-2020-999')];
    expect({ ...unseen.body.items[0], reference: '' }).toEqual({ ...absent.body.items[0], reference: '' });
    expect(unseen.body.items[0]).toMatchObject({ outcome: 'refused', title: null, step: null });
    const reader = await take({ items: chosen([first!]), ...accept }, service.as('auditor'));
    expect(reader.body.items[0]).toMatchObject({
      because: 'You may read this item, not change it.',
      step: { to: null },
    });
    expect(await read(first!.reference)).toEqual(first);
  });

  it('says before of each where it goes, which dates begin and end, what is missing, and what cannot be taken back', async () => {
    const [card] = await triaged(1);
    const [raised] = await raise(1);
    const look = async (body: object, items = chosen([card!])) => (await take({ items, ...body, dryRun: true })).body;
    const preview = await look(accept, chosen([card!, raised!]));
    expect(preview).toMatchObject({
      id: null,
      to: null,
      transition: { key: 'accept', label: 'Accept', workflow: 'challenge-card' },
      changed: 1,
      refused: 1,
    });
    expect(preview.items[0]).toMatchObject({
      outcome: 'would-change',
      step: {
        from: { key: 'triaged', title: 'Triaged' },
        to: { key: 'accepted', title: 'Accepted' },
        begins: [{ title: 'Answer to the young people', on: '2020-03-16' }],
        ends: [{ title: 'Decision on the card', on: '2020-03-16' }],
        lasting: null,
      },
    });
    expect(preview.items[1]!.because).toBe('“Accept” is not possible while the item is “Raised”.');
    expect((await look({ transition: 'accept' })).items[0]!.because).toMatch(/2 things are missing.*Choose the post/);
    expect((await look({ transition: 'withdraw' })).items[0]!.because).toContain('Give the reason.');
    const withdrawn = await look({ transition: 'withdraw', reason: 'Asked twice' });
    expect(withdrawn.items[0]!.step?.lasting).toBe('This cannot be taken back: it closes the item.');
    expect((await look(triage, chosen([raised!]))).items[0]!.step?.lasting).toMatch(/others may see/);
    expect(await read(card!.reference)).toEqual(card);
  });

  it('takes it with 58 of 60, refuses two by themselves, and puts all back as they stood but one that was changed since', async () => {
    const cards = await triaged(59);
    const items = [...chosen(cards), { item: 'CC-2020-999' }];
    const elsewhere = cards[7]!.reference;
    await officer('POST', `/api/work-items/${elsewhere}/evidence`, { body: { title: 'A letter' } });
    const done = (await take({ items, ...accept })).body;
    expect(done).toMatchObject({ changed: 58, refused: 2, undoUntil: expect.stringMatching(/^2020-02-17T09:1/) });
    const refused = done.items.filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ reference, because }) => [reference, because])).toEqual([
      [elsewhere, moved],
      ['CC-2020-999', 'There is no such item, or none that you may see.'],
    ]);
    expect(await read(cards[0]!.reference)).toMatchObject({ state: 'accepted', ownerPost: { key: post } });
    expect(await noticesOf(cards[0]!)).toEqual([{ post, status: 'waiting', minutes: 10 }]);
    expect((await officer<BulkChangeView>('GET', `${path}/${done.id}`)).body).toEqual(done);
    expect((await service.as('director')('POST', `${path}/${done.id}/undo`)).status).toBe(404);

    const since = cards[3]!.reference;
    await officer('POST', `/api/work-items/${since}/evidence`, { body: { title: 'A letter' } });
    const undone = (await undo(done.id)).body;
    expect(undone).toMatchObject({ changed: 57, refused: 1, undoUntil: null });
    expect(undone.items.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      reference: since,
      because: 'It was changed after that, so it stays as it is.',
    });
    for (const card of [cards[0]!, cards[30]!, cards[58]!]) {
      const after = await read(card.reference);
      expect(standing(after)).toEqual(standing(card));
      expect(after.version).toBe(card.version + 2);
      expect(await noticesOf(card)).toMatchObject([{ status: 'withdrawn' }]);
    }
    expect(await read(since)).toMatchObject({ state: 'accepted' });
    expect((await undo(done.id)).body).toEqual(undone);
    const history = await officer<{ events: { type: string; from?: string; to?: string; reason?: string }[] }>(
      'GET',
      `/api/work-items/${cards[0]!.reference}/history`,
    );
    expect(history.body.events.at(-1)).toMatchObject({
      type: 'step-taken-back',
      from: 'accepted',
      to: 'triaged',
      reason: 'The step was taken back.',
    });
    // The step may be taken anew, and its dates begin as if for the first time.
    const [again] = (await take({ items: [{ item: cards[0]!.reference }], ...accept })).body.items;
    expect(again).toMatchObject({ outcome: 'changed' });
    expect((await read(cards[0]!.reference)).deadlines.map(({ key, occurrence }) => `${key}:${occurrence}`)).toContain(
      'answer:1',
    );
  });

  it('takes back a step that ended the update for a meeting, which has moved since: its new date is told', async () => {
    const cards = await triaged(1);
    const [card] = cards as [WorkItemView];
    await take({ items: chosen(cards), ...accept });
    const items = [{ item: card.reference }];
    await take({ items, transition: 'start', fields: {} });
    await officer('POST', `/api/work-items/${card.reference}/evidence`, { body: { title: 'A letter' } });
    const updates = async () =>
      (await read(card.reference)).deadlines.flatMap(({ key, status, dueOn }) =>
        key === 'panel-update' ? [`${status} ${dueOn}`] : [],
      );
    expect(await updates()).toEqual(['running 2020-03-16']);
    const director = service.as('director');
    const fields = { whatWeDid: 'A', whatWeCouldNot: 'B', plainWhatWeDid: 'A', plainWhatWeCouldNot: 'B' };
    const answered = (await take({ items, transition: 'answer', fields }, director)).body;
    expect(await updates()).toEqual(['cancelled 2020-03-16']);
    const { meetings } = (await officer<MeetingListView>('GET', '/api/meetings?from=2020-03-31')).body;
    await officer('PATCH', `/api/meetings/${meetings[0]!.id}`, { body: { date: '2020-04-21', dryRun: false } });
    const undone = await director<BulkChangeView>('POST', `${path}/${answered.id}/undo`);
    expect(undone.body).toMatchObject({ changed: 1, refused: 0 });
    // Easter lies between: the agenda is out on 9 April.
    expect(await updates()).toEqual(['running 2020-04-02']);
    const told = `select kind, due_on::text as "dueOn" from notices where work_item_id = $1 and kind = 'date-moved'`;
    expect(await asOwner(told, [card.id])).toEqual([{ kind: 'date-moved', dueOn: '2020-04-02' }]);
  });

  it('takes nothing back of which something fired since, that stands on the public page, or that lasts', async () => {
    const cards = await triaged(4);
    const { id } = (await take({ items: chosen(cards), ...accept })).body;
    const [fired, published, talked] = cards.map((card) => card.id);
    // As the sweep writes it: no step of the version.
    await asOwner(
      `insert into work_item_events (authority_id, work_item_id, version, steps_version, type, actor_name, at, occurred_on, after)
        select authority_id, id, version, false, 'check-in-opened', 'Kept', app.now(), app.today(), '{}' from work_items where id = $1`,
      [fired],
    );
    await asOwner(
      `insert into publications (authority_id, id, work_item_id, texts, asked_by, proposed_by, proposed_by_name, proposed_at,
          answer_step, status, decided_by, decided_by_name, decided_at)
        values ($1, gen_random_uuid(), $2, '{}', 'ocypc', 'one', 'One', app.now(), 0, 'published', 'two', 'Two', app.now())`,
      [service.authorityId, published],
    );
    await officer('POST', `/api/work-items/${talked}/comments`, { body: { text: 'We take it back' } });
    const start = { transition: 'start', fields: {} };
    const preview = (await take({ items: [{ item: published }], ...start, dryRun: true })).body;
    expect(preview.items[0]!.step?.lasting).toBe('This cannot be taken back: the item stands on the public page.');
    expect((await undo(id)).body.items.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'refused',
      'undone',
      'undone',
    ]);
    const withdrawal = {
      items: [{ item: talked }, { item: cards[3]!.id }],
      transition: 'withdraw',
      reason: 'Not ours',
    };
    const lasting = (await take(withdrawal)).body;
    expect(lasting).toMatchObject({ changed: 2, undoUntil: null });
    expect((await undo(lasting.id)).body.items.map(({ because }) => because)).toEqual([
      'This cannot be taken back: it closes the item.',
      'This cannot be taken back: it closes the item.',
    ]);
    const late = (await take({ items: chosen(await triaged(1)), ...accept })).body;
    await service.setClock('2020-02-17T09:20:00.000Z');
    expect((await undo(late.id)).status).toBe(409);
  });
});
