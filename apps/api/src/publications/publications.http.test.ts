import type { CardPublicationsView, PublicationListView, PublicationView, WorkItemView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const words = (what: string) => ({ asked: `${what} asked`, did: `${what} did`, couldNot: `${what} could not` });
const texts = { '7-11': words('Little'), '11-16': words('Middle'), '16-plus': words('Older') };
const never = '01900000-0000-7000-8000-00000000dead';

describe('publishing a card', () => {
  let service: Service;
  let officer: Client;
  let participation: Client;
  let card: WorkItemView;

  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    participation = service.as('participation');
    card = await triaged('Bus passes');
  });
  afterAll(() => service.close());

  async function triaged(title: string, kind = 'collective'): Promise<WorkItemView> {
    const raised = await raiseCard(participation, title);
    const body = { transition: 'triage', fields: { kind, screenedOn: '2020-02-17' } };
    return (await participation<WorkItemView>('POST', `/api/work-items/${raised.id}/transitions`, { body })).body;
  }
  const propose = (id: string, who = officer, more: object = {}) =>
    who<PublicationView>('POST', `/api/work-items/${id}/publications`, { body: { texts, ...more } });
  const act = (id: string, which: string, who = participation, body: object = { reason: 'A slip' }) =>
    who<PublicationView>('POST', `/api/publications/${id}/${which}`, which === 'approval' ? {} : { body });
  const page = async (age = '11-16') => (await service.ask('GET', `/public/test/challenges?age=${age}`)).text;
  async function published(title: string, shown: object = texts) {
    const item = await triaged(title);
    const { body } = await propose(item.id, officer, { texts: shown });
    expect((await act(body.id, 'approval')).status).toBe(200);
    return { item, publication: body };
  }
  const ownWords = (text: string) => ({ '7-11': words(text), '11-16': words(text), '16-plus': words(text) });

  it.each([
    ['GET', '/api/publications?status=proposed', 'caseworker'],
    ['GET', `/api/publications/${never}`, 'chair'],
    ['GET', '/api/work-items/CARD/publications', 'caseworker'],
    ['POST', '/api/work-items/CARD/publications', 'director'],
    ['POST', `/api/publications/${never}/approval`, 'chair'],
    ['POST', `/api/publications/${never}/refusal`, 'caseworker'],
    ['POST', `/api/publications/${never}/withdrawal`, 'director'],
  ] as const)('%s %s is for whoever answers young people', async (method, template, other) => {
    const path = template.replace('CARD', card.reference);
    const body = template.endsWith('publications') ? { texts } : { reason: 'No' };
    const call = method === 'POST' ? { body } : {};
    expect((await service.ask(method, path, call)).status).toBe(401);
    expect((await service.as(other)(method, path, call)).status).toBe(403);
  });

  it('answers what is not there, or out of sight, as if it were not there', async () => {
    const personal = await triaged('Mine alone', 'personal');
    for (const id of [never, 'CC-1999-001', 'nothing']) {
      expect((await propose(id)).status).toBe(404);
      expect((await act(id, 'approval')).status).toBe(404);
      expect((await act(id, 'refusal')).status).toBe(404);
      expect((await act(id, 'withdrawal')).status).toBe(404);
      expect((await officer('GET', `/api/publications/${id}`)).status).toBe(404);
    }
    const director = service.as('director');
    const absent = await director('GET', '/api/work-items/CC-1999-001/publications');
    const hidden = await director('GET', `/api/work-items/${personal.id}/publications`);
    expect(hidden).toMatchObject({ status: 404, text: absent.text });
  });

  it('needs all three texts, in the form described', async () => {
    const path = `/api/work-items/${card.id}/publications`;
    const { '7-11': _left, ...two } = texts;
    expect((await officer('POST', path, { body: { texts: two } })).status).toBe(422);
    const blank = { ...texts, '16-plus': { ...words('x'), did: ' ' } };
    expect((await officer('POST', path, { body: { texts: blank } })).status).toBe(422);
    expect((await officer('POST', path, { body: { texts, more: 1 } })).status).toBe(400);
    expect((await officer('GET', '/api/publications?status=refused')).status).toBe(400);
    expect((await officer('GET', '/api/publications?status=proposed&cursor=x')).status).toBe(400);
    expect((await officer('GET', `${path}?cursor=x`)).status).toBe(400);
  });

  it('is not for a card that was not screened, or is personal', async () => {
    const raised = await raiseCard(participation, 'Not looked at');
    const refused = await participation('POST', `/api/work-items/${raised.id}/publications`, { body: { texts } });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Screen it') } });
    const personal = await triaged('For me', 'personal');
    expect((await propose(personal.id, participation)).status).toBe(409);
  });

  it('is an act of two people, and is undone by one', async () => {
    const made = await propose(card.reference);
    expect(made).toMatchObject({ status: 201, body: { status: 'proposed', mayApprove: false, verdict: null } });
    expect((await propose(card.id, participation)).status).toBe(409);
    expect(await page()).not.toContain('Middle did');
    const list = await participation<PublicationListView>('GET', '/api/publications?status=proposed&limit=1');
    expect(list.body).toMatchObject({ publications: [{ id: made.body.id, mayApprove: true }], nextCursor: null });

    expect((await act(made.body.id, 'approval', officer)).status).toBe(403);
    expect((await act(made.body.id, 'approval')).body).toMatchObject({
      status: 'published',
      decidedBy: 'Lior Sandgate',
    });
    expect((await act(made.body.id, 'approval')).status).toBe(409);
    expect(await page('7-11')).toContain('Little did');
    expect(await page()).toContain('Middle could not');
    expect(await page('16-plus')).toContain('Older asked');

    expect((await act(made.body.id, 'withdrawal', officer)).body).toMatchObject({
      status: 'withdrawn',
      reason: 'A slip',
    });
    expect((await act(made.body.id, 'withdrawal', officer)).status).toBe(409);
    expect(await page()).not.toContain('Middle');
    const { body } = await officer<CardPublicationsView>('GET', `/api/work-items/${card.id}/publications`);
    expect(body).toMatchObject({ whyNot: null, mayPropose: true, publications: [{ status: 'withdrawn' }] });
  });

  it('is approved by the director who answers for the card, and by no other', async () => {
    const item = await triaged('Whose director');
    const made = await propose(item.id);
    const director = service.as('director');
    await withClient(service.ownerUrl, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [service.authorityId]);
      const named = `update work_items set fields = fields || '{"director": "corporate-parenting-officer"}', version = version + 1 where id = $1`;
      await client.query(named, [item.id]);
    });
    expect((await director<PublicationView>('GET', `/api/publications/${made.body.id}`)).body.mayApprove).toBe(false);
    expect((await act(made.body.id, 'approval', director)).status).toBe(403);
    expect((await act(made.body.id, 'refusal', director)).status).toBe(403);
    expect((await act(made.body.id, 'refusal')).status).toBe(200);
  });

  it('lists only what is of a card that the reader may see', async () => {
    const item = await triaged('Kept to some');
    const made = await propose(item.id);
    const listed = async () => {
      const { body } = await service.as('director')<PublicationListView>(
        'GET',
        '/api/publications?status=proposed&limit=1',
      );
      return body.publications.map(({ id }) => id);
    };
    expect(await listed()).toContain(made.body.id);
    await withClient(service.ownerUrl, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [service.authorityId]);
      await client.query('alter table work_items disable trigger take_off_public_site');
      const kept = `update work_items set restricted_to_posts = '{participation-lead}', restricted_to_people = '{}', version = version + 1 where id = $1`;
      await client.query(kept, [item.id]);
      await client.query('alter table work_items enable trigger take_off_public_site');
    });
    expect(await listed()).not.toContain(made.body.id);
  });

  it('may be refused, with a reason, and proposed anew', async () => {
    const item = await triaged('Refused');
    const made = await propose(item.id);
    expect((await act(made.body.id, 'refusal', service.as('director'))).body).toMatchObject({ status: 'refused' });
    expect((await act(made.body.id, 'refusal')).status).toBe(409);
    expect((await act(made.body.id, 'approval')).status).toBe(409);
    expect((await propose(item.id)).status).toBe(201);
  });

  it('puts new words in the place of the old', async () => {
    const { item, publication } = await published('Twice', ownWords('First'));
    const again = await propose(item.id, participation, { texts: ownWords('Second') });
    expect((await act(again.body.id, 'approval', officer)).status).toBe(200);
    const text = await page();
    expect(text).toContain('Second did');
    expect(text).not.toContain('First');
    const old = await officer<PublicationView>('GET', `/api/publications/${publication.id}`);
    expect(old.body.status).toBe('replaced');
  });

  it('ends when the card is withdrawn, exempt or personal: the page is then as if it had never been there', async () => {
    const before = await page();
    const withdraw = async ({ id }: WorkItemView) => {
      const body = { transition: 'withdraw', fields: {}, reason: 'They asked us to' };
      expect((await participation('POST', `/api/work-items/${id}/transitions`, { body })).status).toBe(200);
    };
    const set = (change: string) => (item: WorkItemView) =>
      withClient(service.ownerUrl, async (client) => {
        await client.query(`select set_config('app.authority', $1, false)`, [service.authorityId]);
        await client.query(`update work_items set ${change}, version = version + 1 where id = $1`, [item.id]);
      });
    const ends = [withdraw, set('exempt = true'), set(`fields = fields || '{"kind": "personal"}'`)];
    for (const [place, end] of ends.entries()) {
      const { item, publication } = await published(`Ends ${place}`, ownWords(`Ending ${place}`));
      const waiting = await propose(item.id);
      expect(await page()).toContain(`Ending ${place}`);
      await end(item);
      expect(await page()).toBe(before);
      const stored = await service.database.publications.read(service.authorityId, publication.id);
      expect(stored).toMatchObject({ status: 'withdrawn', withdrawnByName: 'Kept' });
      expect((await act(waiting.body.id, 'approval', service.as('director'))).status).toBe(409);
    }
  });

  it('is written down, without its words', async () => {
    const entries = await withClient(service.ownerUrl, async (client) => {
      const sql = `select action, convert_from(canonical, 'UTF8') as text from audit.entries where action like 'publication%'`;
      return (await client.query<{ action: string; text: string }>(sql)).rows;
    });
    expect(new Set(entries.map(({ action }) => action))).toEqual(
      new Set(
        ['proposed', 'approved', 'refused', 'withdrawn', 'replaced', 'taken-off'].map((act) => `publication-${act}`),
      ),
    );
    expect(JSON.stringify(entries)).not.toContain('Middle');
  });
});
