import type { CalendarView, ChangedCalendarView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

/** Invented terms of the year after those that ship: the dates of a real one are loaded by whoever knows them. */
const year = [
  'name,from,to',
  'Term 1,2027-09-01,2027-10-15',
  'Term 2,01/11/2027,17/12/2027',
  'Staff training,2027-09-01,',
  '',
].join('\r\n');

describe('a calendar file', () => {
  let service: Service;
  let administrator: Client;
  beforeAll(async () => {
    service = await openService();
    administrator = service.as('administrator');
  });
  afterAll(() => service.close());

  interface Form {
    name?: string;
    content: string | Buffer;
    fields?: Record<string, string>;
    key?: string;
  }
  const send = (form: Form, who = administrator) => {
    const { name = 'terms.csv', content, fields = { reason: 'Published by the council' }, key = 'school-terms' } = form;
    const boundary = 'kept-test-boundary';
    const parts = Object.entries(fields).map(
      ([field, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
    );
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
    const payload = Buffer.concat([
      Buffer.from(parts.join('') + head),
      Buffer.from(content),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    return who<ChangedCalendarView & { missing?: { field: string; text: string }[] }>(
      'POST',
      `/api/calendars/${key}/imports`,
      { payload, headers },
    );
  };

  it('of next year’s terms is looked at, taken over, and harmless a second time', async () => {
    const dry = await send({ content: year, fields: { reason: 'Published', dryRun: 'true' } });
    expect(dry.body).toMatchObject({
      change: null,
      unchanged: 0,
      difference: {
        termsAdded: [
          { name: 'Term 1', from: '2027-09-01', to: '2027-10-15' },
          { name: 'Term 2', from: '2027-11-01', to: '2027-12-17' },
        ],
        added: [{ date: '2027-09-01', name: 'Staff training' }],
      },
    });
    expect((await administrator<CalendarView>('GET', '/api/calendars/school-terms')).body.knownTo).toBe('2027-07-21');
    const taken = await send({ content: year });
    expect(taken.status).toBe(200);
    expect(taken.body.change).not.toBeNull();
    expect(taken.body.calendar).toMatchObject({ source: 'council', knownFrom: '2017-09-04', knownTo: '2027-12-17' });
    const again = await send({ content: year });
    expect([again.status, again.body.change, again.body.unchanged]).toEqual([200, null, 3]);
  });

  it('of all-day events gives the days of a closure', async () => {
    const content = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20201228',
      'DTEND;VALUE=DATE:20210102',
      'SUMMARY:Closed between the years',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const taken = await send({ name: 'closures.ICS', content, key: 'council-closures' });
    expect(taken.body.difference.added.map(({ date }) => date)).toEqual([
      '2020-12-28',
      '2020-12-29',
      '2020-12-30',
      '2020-12-31',
      '2021-01-01',
    ]);
  });

  it('that is wrong is refused as a whole, each line with what is wrong and what to do', async () => {
    const content =
      'name,from,to\nTerm 3,2028-01-05,2028-02-11\nTerm 4,2028-02-30,2028-04-01\n,2028-04-18,2028-05-26\n';
    const refused = await send({ content });
    expect(refused.status).toBe(422);
    expect(refused.body.missing).toEqual([
      { field: 'file', text: 'Line 3: This is no date. Write it as 2026-09-01 or as 01/09/2026.' },
      { field: 'file', text: 'Line 4: The name is missing. Write what the day or the term is called.' },
    ]);
    const holiday = await send({ content: 'name,from,to\nFebruary half term,2028-02-14,2028-02-18\n' });
    expect(holiday.body.missing?.[0]?.text).toMatch(/^Line 2: This looks like a holiday/);
    const gap = await send({ content: 'name,from,to\nTerm 5,2028-04-18,2028-05-26\n' });
    expect(gap.body.missing?.[0]?.text).toMatch(/^Line 2: Between Term 2 .* lie 17 weeks without a term/);
    const many = `name,date\n${'x,no\n'.repeat(60)}`;
    const told = (await send({ content: many })).body.missing ?? [];
    expect([told.length, told.at(-1)?.text]).toEqual([51, '10 further lines are wrong.']);
    const { body } = await administrator<CalendarView>('GET', '/api/calendars/school-terms');
    expect(body.knownTo).toBe('2027-12-17');
  });

  it('is a CSV or ICS file of at most 1 MB, with a reason, from the administrator', async () => {
    const status = async (form: Form, who?: Client) => (await send(form, who)).status;
    expect(await status({ content: year, name: 'terms.xlsx' })).toBe(415);
    expect(await status({ content: Buffer.alloc(1024 * 1024 + 1, 'a') })).toBe(413);
    expect(await status({ content: '' })).toBe(422);
    expect(await status({ content: year, fields: {} })).toBe(422);
    expect(await status({ content: year, fields: { reason: 'x', dryRun: 'maybe' } })).toBe(400);
    expect(await status({ content: year, fields: { reason: 'x', colour: 'red' } })).toBe(400);
    expect(await status({ content: year, key: 'moon' })).toBe(404);
    expect(await status({ content: year }, service.as('chair'))).toBe(403);
    expect(await status({ content: year }, service.ask)).toBe(401);
    const path = '/api/calendars/school-terms/imports';
    expect((await administrator('POST', path, { body: { reason: 'x' } })).status).toBe(400);
  });
});
