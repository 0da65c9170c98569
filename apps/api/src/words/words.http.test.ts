import type {
  DashboardView,
  WordChangeListView,
  WordChangeView,
  WordCountView,
  WordListView,
  WorkItemView,
} from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const own = { word: 'case', forms: ['cases'], instead: ['you'], why: 'Nobody is a case' };
const never = '01900000-0000-7000-8000-00000000dead';

describe('the council’s list of words', () => {
  let service: Service;
  let participation: Client;
  let officer: Client;
  beforeAll(async () => {
    service = await openService();
    participation = service.as('participation');
    officer = service.as('officer');
  });
  afterAll(() => service.close());

  const list = async (who = participation) => (await who<WordListView>('GET', '/api/words')).body;
  const wordOf = async (key: string) => (await list()).words.find((word) => word.key === key);
  const change = (key: string, body: object, who = participation) =>
    who<WordChangeView>('PATCH', `/api/words/${key}`, { body });
  const undo = (id: string) => participation<WordChangeView>('POST', `/api/words/changes/${id}/undo`);

  it('is read by whoever is signed in, and edited by those who answer young people', async () => {
    for (const path of ['/api/words', '/api/words/changes', '/api/words/count']) {
      expect((await service.ask('GET', path)).status).toBe(401);
    }
    const edits = [
      ['POST', '/api/words', own],
      ['PATCH', '/api/words/contact', { since: null, active: false }],
      ['DELETE', '/api/words/contact', undefined],
      ['POST', `/api/words/changes/${never}/undo`, undefined],
    ] as const;
    for (const [method, path, body] of edits) {
      expect((await service.ask(method, path, { body })).status).toBe(401);
      expect((await service.as('administrator')(method, path, { body })).status).toBe(403);
    }
    expect((await service.as('caseworker')('GET', '/api/words/count')).status).toBe(403);
    expect((await list(service.as('caseworker'))).mayEdit).toBe(false);
    const { words, mayEdit } = await list();
    expect(mayEdit).toBe(true);
    expect(words).toContainEqual(
      expect.objectContaining({
        key: 'contact',
        instead: ['family time'],
        active: true,
        from: 'library',
        lastChange: null,
      }),
    );
  });

  it('takes nothing but words, and says what is wrong with them', async () => {
    const add = (body: object) => participation('POST', '/api/words', { body });
    expect((await add({ ...own, word: ' ' })).status).toBe(422);
    expect((await add({ ...own, instead: [] })).status).toBe(400);
    expect((await add({ ...own, word: '<b>' })).status).toBe(400);
    expect((await add({ ...own, more: 1 })).status).toBe(400);
    expect((await add({ ...own, word: 'Contact' })).status).toBe(409);
    expect((await add({ ...own, forms: ['placements'], instead: ['a new placement'] })).body).toMatchObject({
      status: 422,
      missing: [
        { field: 'forms', text: '“placements” belongs to “placement” already.' },
        { field: 'instead', text: '“placement” in “a new placement” is listed itself.' },
      ],
    });
    expect((await change('nothing', { since: null })).status).toBe(404);
    expect((await change('contact', { since: 'x' })).status).toBe(400);
    expect((await undo(never)).status).toBe(404);
    expect((await undo('x')).status).toBe(404);
    expect((await participation('GET', '/api/words/changes?cursor=x')).status).toBe(400);
    expect((await participation('GET', '/api/words/count?cursor=x')).status).toBe(400);
    expect((await participation('GET', '/api/words/count?month=2020-13')).status).toBe(400);
    expect((await participation('DELETE', '/api/words/contact')).status).toBe(409);
  });

  it('is added to, changed, switched off and undone, and keeps who said what and when', async () => {
    const added = await participation<WordChangeView>('POST', '/api/words', { body: own });
    expect(added).toMatchObject({
      status: 201,
      body: { key: 'case', kind: 'added', by: 'Lior Sandgate', mayUndo: true },
    });
    const off = await change('contact', { since: null, active: false });
    expect(off.body).toMatchObject({ kind: 'switched-off', said: { active: false, instead: ['family time'] } });
    expect(await wordOf('contact')).toMatchObject({ from: 'changed', active: false, lastChange: { id: off.body.id } });
    // The officer looked at it before that.
    expect((await change('contact', { since: null, why: 'Mine' }, officer)).status).toBe(409);
    const why = await change('contact', { since: off.body.id, why: 'Ours', active: true }, officer);
    expect(why.body).toMatchObject({ kind: 'changed', said: { why: 'Ours', active: true } });
    expect((await undo(off.body.id)).status).toBe(409);
    expect((await undo(why.body.id)).body).toMatchObject({ kind: 'undone', said: { active: false } });
    expect(await wordOf('contact')).toMatchObject({ active: false });

    expect((await participation<WordChangeView>('DELETE', '/api/words/contact')).body.kind).toBe('removed');
    expect(await wordOf('contact')).toMatchObject({ from: 'library', active: true });
    await participation('DELETE', '/api/words/case');
    expect(await wordOf('case')).toBeUndefined();
    expect((await participation('POST', '/api/words', { body: own })).status).toBe(201);

    const first = await officer<WordChangeListView>('GET', '/api/words/changes?limit=2');
    expect(first.body.changes.map(({ kind }) => kind)).toEqual(['added', 'removed']);
    const next = await officer<WordChangeListView>('GET', `/api/words/changes?cursor=${first.body.nextCursor}`);
    expect(next.body.changes.map(({ kind }) => kind)).toEqual([
      'removed',
      'undone',
      'changed',
      'switched-off',
      'added',
    ]);
    const { body } = await service.as('caseworker')<WordChangeListView>('GET', '/api/words/changes');
    expect(body.changes.some(({ mayUndo }) => mayUndo)).toBe(false);
  });

  describe('counts what was saved', () => {
    let card: WorkItemView;
    const count = async (who = participation, query = '') =>
      (await who<WordCountView>('GET', `/api/words/count${query}`)).body;
    const edit = async (id: string, fields: object, more: Record<string, string> = {}) => {
      const { body } = await participation<WorkItemView>('GET', `/api/work-items/${id}`);
      const headers = { 'if-match': `"${body.version}"`, ...more };
      return participation('PATCH', `/api/work-items/${id}`, { body: { fields }, headers });
    };

    it('in texts for young people alone, by the version before', async () => {
      card = await raiseCard(participation, 'Contact at my placement', { whatWeDid: 'contact' });
      expect(await count()).toMatchObject({ used: 0, mended: 0, rows: [] });
      await edit(card.id, { plainWhatWeDid: 'Contact with LAC, and contact' });
      await edit(card.id, { plainWhatWeDid: 'Family time with LAC, and contact' });
      await edit(card.id, { plainWhatWeDid: 'Family time with LAC, and contact' });
      const found = await count();
      expect(found).toMatchObject({
        month: '2020-02',
        used: 3,
        mended: 1,
        months: [{ month: '2020-02', used: 3, mended: 1 }],
        groups: [{ workflow: 'challenge-card', title: 'Challenge card', used: 3, mended: 1 }],
        words: [
          { word: 'contact', used: 2, mended: 1 },
          { word: 'LAC', used: 1, mended: 0 },
        ],
      });
      expect(found.rows).toHaveLength(3);
      expect(found.rows[0]).toMatchObject({ reference: card.reference, text: 'What we did in plain words', mended: 1 });
      expect((await count(participation, '?month=2019-02')).rows).toEqual([]);
      const page = await count(participation, '?limit=2');
      expect((await count(participation, `?limit=2&cursor=${page.nextCursor}`)).rows).toEqual(found.rows.slice(2));
    });

    it('in words that are proposed, by those proposed before', async () => {
      const body = { transition: 'triage', fields: { kind: 'collective', screenedOn: '2020-02-17' } };
      await participation('POST', `/api/work-items/${card.id}/transitions`, { body });
      const words = (did: string) => ({ asked: 'A', did, couldNot: 'C' });
      const propose = async (did: string) => {
        const texts = { '7-11': words(did), '11-16': words('B'), '16-plus': words('B') };
        const made = await officer<{ id: string }>('POST', `/api/work-items/${card.id}/publications`, {
          body: { texts },
        });
        await participation('POST', `/api/publications/${made.body.id}/refusal`, { body: { reason: 'Words' } });
      };
      await propose('Respite');
      await propose('A day or night away');
      expect(await count()).toMatchObject({ used: 4, mended: 2 });
      expect((await count()).rows[0]).toMatchObject({ text: 'What we did, for age 7 to 11', word: 'respite' });
    });

    it('for the director, whose figure opens the count, without what is kept from them', async () => {
      const director = service.as('director');
      const seen = await count(director);
      const home = await director<DashboardView>('GET', '/api/dashboards/director');
      const figures = home.body.figures.filter(({ key }) => key.startsWith('words-'));
      expect(figures.map(({ value, href }) => [value, href])).toEqual([
        [`${seen.used}`, '/words/count?month=2020-02'],
        [`${seen.mended}`, '/words/count?month=2020-02'],
      ]);
      expect(seen.used).toBe(4);

      await withClient(service.ownerUrl, async (client) => {
        await client.query(`select set_config('app.authority', $1, false)`, [service.authorityId]);
        const hide = `update work_items set restricted_to_posts = '{participation-lead}', restricted_to_people = '{}', version = version + 1 where id = $1`;
        await client.query(hide, [card.id]);
      });
      expect(await count(director)).toMatchObject({ used: 0, mended: 0, months: [], groups: [], words: [], rows: [] });
    });

    it('not twice for one request that is sent twice, nor for one that is refused', async () => {
      const other = await raiseCard(participation, 'Sent twice');
      const before = await count();
      const once = { 'idempotency-key': 'words-once-0001', 'if-match': `"${other.version}"` };
      const send = () => edit(other.id, { plainReason: 'No respite' }, once);
      expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
      expect((await edit(other.id, { plainReason: 'No respite, no contact', raisedBy: 'nobody' })).status).toBe(422);
      expect((await count()).used).toBe(before.used + 1);
    });
  });
});
