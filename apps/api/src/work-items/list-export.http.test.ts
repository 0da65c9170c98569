import { withClient } from '@kept/database/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';

const path = '/api/work-items/export.csv';
const cards = `${path}?workflow=challenge-card`;

describe('a list as a file', () => {
  let service: Service;
  let officer: Client;
  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    await raiseCard(officer, 'Passports in time');
    await raiseCard(officer, '=HYPERLINK("https://elsewhere.example")');
  });
  afterAll(() => service.close());

  const lines = async (query: string, client = officer) => (await client('GET', `${cards}${query}`)).text.split('\r\n');
  const noted = () =>
    withClient(service.ownerUrl, async (client) => {
      const text = `select actor, convert_from(canonical, 'UTF8') as text from audit.entries
        where action = 'list-exported' order by seq`;
      return (await client.query<{ actor: string; text: string }>(text)).rows;
    });

  it('is for who is signed in, of a workflow that is there, in columns that it has', async () => {
    expect((await service.ask('GET', cards)).status).toBe(401);
    expect((await officer('GET', `${path}?workflow=nothing`)).status).toBe(404);
    const wrong = [
      '&columns=nothing',
      '&columns=field.question',
      '&columns=partOf',
      '&field=nothing:1',
      '&cursor=x',
      '&limit=5',
    ];
    for (const query of wrong) expect((await officer('GET', `${cards}${query}`)).status, query).toBe(400);
    expect((await officer('GET', path)).status).toBe(422);
    expect(await noted(), 'what was refused took nothing out').toEqual([]);
  });

  it('has the columns of the list, and no formula in them', async () => {
    const answer = await officer('GET', cards);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="challenge-card.csv"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.text.split('\r\n')[0]).toBe(
      '\uFEFF"Reference","Title","State","Paused","Level","Owner post","Holder","Next date","Days left","Overdue"',
    );
    expect(answer.text).toContain(`"'=HYPERLINK(""https://elsewhere.example"")"`);
    expect(answer.text).not.toContain('"=');
  });

  it('is narrowed, sorted and cut to columns as it is asked for', async () => {
    const [header, first, last] = await lines('&q=passports&columns=field.raisedOn,created');
    expect(header).toBe('\uFEFF"Reference","Title","Raised on","Entered"');
    expect(first).toMatch(/^"CC-2020-001","Passports in time","\d{4}-\d\d-\d\d","2020-02-17"$/);
    expect(last).toBe('');
    const sorted = await lines('&sort=-reference&columns=created');
    expect(sorted.slice(1, 3).map((line) => line.slice(1, 12))).toEqual(['CC-2020-002', 'CC-2020-001']);
  });

  it('has what its reader sees, and no more', async () => {
    expect((await lines('', service.as('caseworker'))).slice(1)).toEqual(['']);
  });

  it('is written down with who took it, and the words that were looked for stand under a hash', async () => {
    const entries = await noted();
    expect(entries).toHaveLength(4);
    expect(JSON.parse(entries[1]!.text)).toMatchObject({
      what: 'work-items',
      workflow: 'challenge-card',
      columns: ['item', 'field.raisedOn', 'created'],
    });
    expect(JSON.stringify(entries)).not.toContain('passports');
  });

  it('says of what was entered in a summer night the day that London had', async () => {
    await service.setClock('2020-06-17T23:30:00.000Z');
    await raiseCard(officer, 'After midnight');
    expect((await lines('&q=midnight&columns=created'))[1]).toMatch(/,"2020-06-18"$/);
  });

  it('goes on over pages, each item once', async () => {
    for (let index = 0; index < 205; index += 1) await raiseCard(officer, `Card ${index}`);
    const { text } = await officer('GET', `${cards}&q=Card&columns=created`);
    const references = text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.slice(1, 12));
    expect(references).toHaveLength(205);
    expect(new Set(references).size).toBe(205);
  });
});
