import type { PublicationView, WorkItemView } from '@kept/contracts';
import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const path = '/public/test/challenges';
const words = (what: string) => ({ asked: `${what}?`, did: '<b>Yes</b> & "more"', couldNot: "Not o'er 18" });
const texts = { '7-11': words('Little'), '11-16': words('Middle'), '16-plus': words('Older') };

describe('the public page', () => {
  let service: Service;
  let card: WorkItemView;
  let officer: Client;
  let participation: Client;
  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    participation = service.as('participation');
  });
  afterAll(() => service.close());

  async function publish(verdictWords = true): Promise<void> {
    const body = { texts, verdictWords };
    const made = await officer<PublicationView>('POST', `/api/work-items/${card.id}/publications`, { body });
    const approved = await participation('POST', `/api/publications/${made.body.id}/approval`);
    expect(approved.status).toBe(200);
  }
  const move = async (who: Client, transition: string, fields: object) => {
    const moved = await who('POST', `/api/work-items/${card.id}/transitions`, { body: { transition, fields } });
    expect(moved.status, moved.text).toBe(200);
  };

  it('says what to do while nothing is published', async () => {
    const empty = await service.ask('GET', path);
    expect(empty.status).toBe(200);
    expect(empty.text).toContain('No answers have been put on this page yet.');
    expect(empty.text).toContain('What can I do if you are late or say no?');
  });

  it('is read by anybody, without a script, a cookie or another host', async () => {
    card = await raiseCard(participation, 'Bus passes');
    await move(participation, 'triage', { kind: 'collective', screenedOn: '2020-02-17' });
    await publish();
    const { status, headers, text } = await service.ask('GET', path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/,
    );
    expect(text).not.toMatch(/<script|https?:|\/\/|<img|<link|<form| on\w+=| style=/i);
    expect(text).toContain('Middle?');
    expect(text).toContain('&lt;b&gt;Yes&lt;/b&gt; &amp; &quot;more&quot;');
    expect(text).toContain('Not o&#39;er 18');
  });

  it('tells neither which card it is, nor who worked on it, nor how many there are', async () => {
    for (const age of ['7-11', '11-16', '16-plus']) {
      const { text } = await service.ask('GET', `${path}?age=${age}`);
      for (const secret of [card.reference, card.id, card.title, 'Whitcombe', 'Sandgate', 'CC-', '2020'])
        expect(text).not.toContain(secret);
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    }
  });

  it('shows the verdict with stars and words, where these may be shown', async () => {
    const director = service.as('director');
    await move(director, 'accept', { director: 'corporate-director', ownerPost: 'corporate-parenting-officer' });
    const evidence = { title: 'The passes', note: 'Sent' };
    expect((await officer('POST', `/api/work-items/${card.id}/evidence`, { body: evidence })).status).toBe(200);
    const answer = { whatWeDid: 'a', whatWeCouldNot: 'b', plainWhatWeDid: 'c', plainWhatWeCouldNot: 'd' };
    await move(officer, 'answer', answer);
    const proposals = `/api/work-items/${card.id}/publications`;
    const early = await officer<PublicationView>('POST', proposals, { body: { texts, verdictWords: true } });
    await move(participation, 'verdict', { verdict: 'partly', stars: 3, words: 'Only in <town>' });
    // Proposed before there was a verdict: the page would say that there is none.
    const late = await participation('POST', `/api/publications/${early.body.id}/approval`);
    expect(late).toMatchObject({ status: 409, body: { detail: expect.stringContaining('verdict since') } });
    const reason = { reason: 'The verdict came' };
    expect((await participation('POST', `/api/publications/${early.body.id}/refusal`, { body: reason })).status).toBe(
      200,
    );
    await publish();
    const { text } = await service.ask('GET', path);
    expect(text).toContain('You say that we kept part of our promise.');
    expect(text).toContain('<span aria-hidden="true">★★★☆☆</span> 3 stars out of 5');
    expect(text).toContain('Only in &lt;town&gt;');
    await publish(false);
    expect((await service.ask('GET', path)).text).not.toContain('town');
  });

  it('is asked for anew each time, and sent only when it changed', async () => {
    const { headers } = await service.ask('GET', path);
    expect(headers['cache-control']).toBe('public, no-cache');
    const known = { headers: { 'if-none-match': String(headers['etag']) } };
    expect(await service.ask('GET', path, known)).toMatchObject({ status: 304, text: '' });
    expect((await service.ask('GET', `${path}?age=7-11`, known)).status).toBe(200);
  });

  it('answers a council that there is not as any address that there is not', async () => {
    const absent = await service.ask('GET', '/public/nothing');
    const unknown = await service.ask('GET', '/public/nowhere/challenges');
    expect(unknown).toMatchObject({ status: 404, text: absent.text });
    expect((await service.ask('GET', '/public/%27%20or%201=1/challenges')).text).toBe(absent.text);
  });

  it.each(['age=12', 'age=', 'page=0', 'page=1.5', 'page=20000', 'age=7-11&age=11-16'])('refuses %s', async (query) => {
    expect((await service.ask('GET', `${path}?${query}`)).status).toBe(400);
  });

  it('is read as a role that sees what was published and nothing else', async () => {
    const asReader = (sql: string) =>
      withClient(service.appUrl, async (client) => {
        await client.query('set role public_reader');
        await client.query(`select set_config('app.authority', $1, false)`, [service.authorityId]);
        return (await client.query(sql)).rows;
      });
    expect(await asReader('select age from public_site.cards')).toHaveLength(3);
    const tables = await asReader(`select c.oid::regclass::text as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'v') and n.nspname not in ('pg_catalog', 'information_schema')
        and (has_table_privilege(c.oid, 'select') or has_any_column_privilege(c.oid, 'select, insert, update'))
      order by 1`);
    // The clock is everybody's.
    expect(tables).toEqual([{ name: 'clock' }, { name: 'public_site.cards' }]);
    for (const sql of ['delete from public_site.cards', 'select * from work_items', 'select * from publications'])
      await expect(asReader(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('goes on by plain links, which tell no number, to the last card and no further', async () => {
    const ids = await withClient(service.ownerUrl, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [service.authorityId]);
      const insert = `insert into public_site.cards (authority_id, id, age, published_on, asked_by, asked, did, could_not)
        select $1, gen_random_uuid(), '7-11', '2020-01-01', 'OCYPC', 'Number ' || n, 'Done', 'Not' from generate_series(1, 51) n
        returning id`;
      return (await client.query<{ id: string }>(insert, [service.authorityId])).rows.map(({ id }) => id);
    });
    const [one, two, three] = await Promise.all(
      ['1', '2', '3'].map((page) => service.ask('GET', `${path}?age=7-11&page=${page}`)),
    );
    expect(one?.text).toContain('<a href="?age=7-11&amp;page=2">See older answers</a>');
    expect(two?.text).toContain('<a href="?age=7-11&amp;page=1">Go back to newer answers</a>');
    expect(two?.text).not.toContain('page=3');
    expect([one, two].flatMap((each) => each?.text.match(/Number \d+/g) ?? [])).toHaveLength(51);
    expect(three?.text).toBe((await service.ask('GET', '/public/nothing')).text);
    // What is taken off is gone at once, from what was written already too.
    await withClient(service.ownerUrl, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [service.authorityId]);
      await client.query('delete from public_site.cards where id = any ($1::uuid[])', [ids]);
    });
    expect((await service.ask('GET', `${path}?age=7-11`)).text).not.toContain('Number');
  });

  it('of another council is another page', async () => {
    await withClient(service.ownerUrl, async (client) => {
      await client.query(`insert into authorities (id, key, name) values (gen_random_uuid(), 'elsewhere', 'Else')`);
    });
    const { text } = await service.ask('GET', '/public/elsewhere/challenges');
    expect(text).toContain('Else');
    expect(text).not.toContain('Middle');
  });
});
