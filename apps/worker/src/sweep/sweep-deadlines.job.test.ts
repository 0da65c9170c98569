import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCouncil } from '../../testing/council.js';
import type { Council } from '../../testing/council.js';
import { Counters } from '../boot/counters.js';
import { SweepDeadlines } from './sweep-deadlines.js';

const log = pino({ level: 'silent' });
const { signal } = new AbortController();
const cards = 12;

let council: Council;
beforeAll(async () => {
  council = await openCouncil();
  await council.setClock('2020-02-03T09:00:00.000Z');
  await Promise.all(Array.from({ length: cards }, (_, place) => council.raiseCard(`Card ${place}`)));
});
afterAll(() => council.drop());

const sweeper = () => new SweepDeadlines(council.database.firings, new Counters(), log);
const fired = async () =>
  (await council.rows<{ n: number }>("select count(*)::int as n from firings where kind = 'due'"))[0]?.n;

async function sweepAll(sweep: SweepDeadlines): Promise<void> {
  while ((await sweep.round(signal)) === 'busy');
}

describe('the sweep', () => {
  it('leaves alone what is due later', async () => {
    expect(await sweeper().round(signal)).toBe('idle');
    expect(await fired()).toBe(0);
  });

  it('fires once what is due, with two sweepers side by side and again after them', async () => {
    // Screened the same day and triaged by 17 February: both are overdue on the 18th.
    await council.setClock('2020-02-18T00:00:30.000Z');
    const [one, other] = [sweeper(), sweeper()];
    await Promise.all([sweepAll(one), sweepAll(other)]);
    await sweepAll(one);
    expect(await fired()).toBe(2 * cards);
    const events = await council.rows<{ n: number }>(
      "select count(*)::int as n from work_item_events where type = 'deadline-missed'",
    );
    expect(events[0]?.n).toBe(2 * cards);
    expect(await council.database.firings.dueAuthorities(10)).toEqual([]);
  });

  it('marks late what it fires after its own day, and writes one notice for each firing', async () => {
    const notices = await council.rows<{ deadline_key: string; late: boolean; n: number }>(
      `select deadline_key, late, count(*)::int as n from notices where kind = 'overdue'
       group by deadline_key, late order by deadline_key`,
    );
    expect(notices).toEqual([
      { deadline_key: 'screen', late: true, n: cards },
      { deadline_key: 'triage', late: false, n: cards },
    ]);
  });

  it('leaves every invariant whole', async () => {
    const broken = (await council.database.health.invariants(council.authorityId)).filter((each) => each.broken > 0);
    // The sweep tells nobody itself: the messages wait for whoever hands them over.
    expect(broken.map(({ key }) => key)).toEqual(['sent-while-a-worker-runs']);
  });

  it('logs which item could not be decided and of what kind the fault is, without its words', async () => {
    const lines: string[] = [];
    const heard = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const fault = {
      itemId: '01900000-0000-7000-8000-00000000dead',
      error: new TypeError('Sam moves to 1 High Street'),
    };
    const firings = {
      dueAuthorities: () => Promise.resolve([council.authorityId]),
      nextAt: () => Promise.resolve(null),
      sweep: () => Promise.resolve({ claimed: 1, fired: 0, late: 0, notices: 0, refused: 1, faults: [fault] }),
    };
    expect(await new SweepDeadlines(firings, new Counters(), heard).round(signal)).toBe('busy');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { authorityId: council.authorityId, itemId: fault.itemId, error: { name: 'TypeError' }, msg: 'not decided' },
    ]);
    expect(lines.join('')).not.toContain('Sam');
  });

  it('gives every authority its turn where one of them fails', async () => {
    const swept: string[] = [];
    const firings = {
      dueAuthorities: () => Promise.resolve(['one', 'broken', 'other']),
      nextAt: () => Promise.resolve(null),
      sweep: (authorityId: string) => {
        swept.push(authorityId);
        if (authorityId === 'broken') return Promise.reject(new Error('no'));
        return Promise.resolve({ claimed: 1, fired: 1, late: 0, notices: 1, refused: 0, faults: [] });
      },
    };
    await expect(new SweepDeadlines(firings, new Counters(), log).round(signal)).rejects.toThrow('no');
    expect(swept).toEqual(['one', 'broken', 'other']);
  });
});
