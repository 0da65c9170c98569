import { afterAll, beforeAll, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { officer } from '../src/officer.js';
let browser: Browser;
beforeAll(async () => { browser = await openBrowser(); });
afterAll(() => browser.close());
async function ask(page: any, path: string) {
  return page.evaluate(async (where: string) => (await fetch('/api' + where)).json(), path);
}
test('education', async () => {
  const who = await officer(browser, 'caseworker');
  const list = await ask(who.page, '/work-items?workflow=ehcp-escalation&closed=false&limit=100');
  const by = [...list.items].sort((a: any, b: any) => b.deadlines.length - a.deadlines.length);
  console.log(by.slice(0, 5).map((i: any) => [i.reference, i.state, i.level, i.deadlines.length, Object.entries(i.records).map(([k, v]: any) => k + v.length)].join(' ')));
  const faults: string[] = [];
  const looks = async (path: string, name: string) => { await who.open(path); await who.page.locator('h1').waitFor(); try { await who.looks(name); } catch (e) { faults.push(String(e)); } };
  await looks(`/work-items/ehcp-escalation`, 'ee-list');
  await looks(`/work-items/ehcp-escalation/${by[0].reference}`, 'ee-most');
  const high = [...list.items].sort((a: any, b: any) => b.level - a.level)[0];
  await looks(`/work-items/ehcp-escalation/${high.reference}`, 'ee-high');
  const item = await ask(who.page, `/work-items/${high.reference}`);
  console.log(JSON.stringify(item.levels, null, 1));
  const low = list.items.find((i: any) => i.level === 0) ?? high;
  const lowItem = await ask(who.page, `/work-items/${low.reference}`);
  console.log(low.reference, lowItem.levels.mayRaiseTo);
  await looks(`/work-items/ehcp-escalation/${low.reference}`, 'ee-low');
  const to = lowItem.levels.mayRaiseTo.at(-1);
  if (to) await looks(`/work-items/ehcp-escalation/${low.reference}/levels/${to}/raise`, 'ee-raise');
  await looks(`/work-items/ehcp-escalation/about`, 'ee-about');
  await looks(`/work-items/new`, 'new');
  await looks(`/work-items/ehcp-escalation/new?fields[caseReference]=EX-1&fields[attendance]=4.5&fields[papersOn]=2020-01-01`, 'ee-new');
  if (faults.length) throw new Error(faults.join('\n'));
});
test('links', async () => {
  const who = await officer(browser, 'coordinator');
  const faults: string[] = [];
  const looks = async (path: string, name: string) => { await who.open(path); await who.page.locator('h1').waitFor(); try { await who.looks(name); } catch (e) { faults.push(String(e)); } };
  const list = await ask(who.page, '/work-items?workflow=lifelong-links-referral&limit=200');
  const states: Record<string, string> = {};
  for (const i of list.items) states[i.state] ??= i.reference;
  console.log(states);
  for (const s of ['paused', 'searching', 'triaged', 'agreement-sought', 'in-review', 'completed', 'withdrawn-by-young-person'])
    if (states[s]) await looks(`/work-items/lifelong-links-referral/${states[s]}`, `ll-${s}`);
  if (states.triaged) await looks(`/work-items/lifelong-links-referral/${states.triaged}/do/allocate`, 'll-allocate');
  await looks('/work-items/lifelong-links-referral', 'll-list');
  if (faults.length) throw new Error(faults.join('\n'));
});
