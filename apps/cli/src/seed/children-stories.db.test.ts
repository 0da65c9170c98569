import { readFileSync } from 'node:fs';
import { withClient } from '@kept/database/testing';
import { stalledReasons, type WorkItem } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForSeeding, readerOf, type DemoReader } from '../../testing/seeded-demo.js';
import { readDemo } from './content.js';
import { demoOpens, seedDemo } from './seed-demo.js';

const ours = ['lifelong-links-referral', 'ehcp-escalation'];
let demo: DemoReader;
let ownerUrl: string;
let referrals: WorkItem[];
let children: WorkItem[];
let close: () => Promise<void>;

beforeAll(async () => {
  const opened = await openForSeeding();
  ({ close, ownerUrl } = opened);
  const { organisation, files } = readDemo();
  const content = { organisation, files: files.filter(({ workflow }) => ours.includes(workflow)) };
  await seedDemo(opened.databases, demoOpens, content);
  demo = readerOf(opened.databases);
  referrals = await demo.all('lifelong-links-referral');
  children = await demo.all('ehcp-escalation');
}, 120_000);
afterAll(() => close());

const sql = (name: string) =>
  readFileSync(new URL(`../../../../docs/how-to/figures/${name}.sql`, import.meta.url), 'utf8');

type Row = Record<string, string | null>;

/** Every answer with rows, of files that are run one after another in one session. */
async function answers(...names: string[]): Promise<Row[][]> {
  return withClient(ownerUrl, async (client) => {
    const results = (await client.query(names.map(sql).join('\n'))) as unknown as { rows: Row[] }[];
    return results.map(({ rows }) => rows).filter((rows) => rows.length > 0);
  });
}

describe('the figures of the papers, counted over the items', () => {
  it('are those that are printed, each at its own decimals', async () => {
    const [all = []] = await answers('figures-view', 'figures');
    expect(all).toHaveLength(63);
    // From 501 on they are the plan's, whose stories are not told here.
    const figures = all.filter(({ no }) => Number(no) < 500);
    expect(figures.filter(({ verdict }) => verdict === 'DIFFERS')).toEqual([]);
    expect(figures.filter(({ verdict }) => verdict === 'same').map(({ no, printed }) => `${no}: ${printed}`)).toEqual(
      [
        '101: 85, 102: 85, 103: 35, 104: 12, 105: 14, 106: 14, 107: 16, 108: 24, 201: 30, 202: 19, 203: 6.3, 204: 9, 205: 47.4',
        '206: 2.98, 207: 0.9, 208: 6, 209: 32, 210: 1.99, 211: 0.6, 212: 9, 213: 47.4, 214: 2.98, 215: 0.9, 218: 10, 219: 53',
        '220: 4, 221: 1, 222: 3, 223: 16, 224: 3, 225: 2, 226: 67, 301: 40.48, 302: 54.8, 303: 7.9, 304: 55.6',
        '401: 70, 402: 19, 403: 13',
      ].flatMap((line) => line.split(', ')),
    );
  });

  it('move when one case is taken out, which leaves no trace', async () => {
    const [, moved = [], [left] = []] = await answers('figures-view', 'without-one-case');
    expect(moved.find(({ no }) => String(no) === '202')).toMatchObject({
      before: '19',
      after: '18',
      verdict: 'DIFFERS',
    });
    expect(moved.length).toBeGreaterThan(15);
    expect(Object.values(left ?? {}).map(String)).toEqual(['19']);
  });

  it('open lists: stalled, schools known to be full, late answers, old papers, levels that wait', async () => {
    const lists = await answers('figures-view', 'lists');
    expect(lists).toHaveLength(5);
    const [, full = []] = lists;
    expect(full).toContainEqual(expect.objectContaining({ school: 'School G', year_group: '11', answer: 'full' }));
  });
});

describe('the referrals', () => {
  it('say of themselves what is made up, and of 24 that nothing more is known', () => {
    const notes = referrals.map(({ fields }) => String(fields['note']));
    expect(notes.every((note) => note.includes('made up'))).toBe(true);
    const silent = referrals.filter(({ fields }) => String(fields['note']).includes('says nothing more'));
    expect(silent).toHaveLength(24);
    expect(silent.every(({ state, version }) => state === 'identified' && version === 1)).toBe(true);
  });

  it('have their eligibility found by the rule of their day', () => {
    const found = referrals.flatMap(({ records }) => records['eligibility'] ?? []);
    expect(found.every(({ fields }) => fields['outcome'] === 'eligible')).toBe(true);
    expect([...new Set(found.map(({ fields }) => fields['version']))].sort()).toEqual([1, 2]);
  });
});

describe('the children without suitable education', () => {
  it('are stalled where nothing is new, and the three of June 2019 are among them', async () => {
    const all = await Promise.all(children.map(({ reference }) => demo.read(reference)));
    const stalled = all.filter(({ item, facts }) => stalledReasons(item, facts).length > 0);
    const references = stalled.map(({ item }) => item.reference);
    expect(references).toEqual(expect.arrayContaining(['EE-2019-001', 'EE-2019-002', 'EE-2019-003']));
    expect(references.length).toBeLessThan(children.length);
  });
});
