import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { moveCard, today, triagedCard } from '../src/cards.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

const post = 'Head of 18plus Care Leavers';
const leaver = 'Yusuf Demirci';
const acts = 'Gareth Moss-Llewelyn';

describe('somebody leaves', () => {
  test('the administrator sees what ends, ends it, hands over, and the vacant post says who acts', async () => {
    const owner = await officer(browser, 'officer');
    const card = await triagedCard(owner, 'Left behind by somebody');
    await moveCard(owner, card, 'accept', { director: 'corporate-director', ownerPost: 'head-of-18-plus' });

    const administrator = await officer(browser, 'administrator');
    const { page } = administrator;
    await page.getByRole('navigation').getByRole('link', { name: 'People and posts' }).click();
    await administrator.reads('People');
    await administrator.looks('people');
    await administrator.writes('Name, e-mail address or post', 'demirci');
    await administrator.presses('Search');
    await administrator.sees(/^1 of \d+ people$/);
    await administrator.follows(leaver);
    await administrator.reads(leaver);
    await administrator.looks('person');
    await administrator.presses('Say that they leave');
    await administrator.reads(`When does ${leaver} leave?`);
    await administrator.presses('See what ends');
    await page.getByRole('alert').getByText('Enter the last day').waitFor();
    await administrator.looks('leaving-refused');
    await administrator.dates('Last day', await today(administrator));
    await administrator.presses('See what ends');
    await administrator.reads(new RegExp(`^${leaver} leaves: last day`));
    await page.getByRole('row', { name: new RegExp(`${post}.*${acts}`) }).waitFor();
    await administrator.looks('leaving-preview');
    await administrator.presses('Yes, write it down');
    await administrator.reads(leaver);
    await administrator.sees('Undo the leaving');
    await administrator.looks('person-left');

    await administrator.open('/posts?show=vacant');
    await administrator.reads('Vacant posts');
    await page.getByRole('row', { name: new RegExp(`${post}.*${acts}`) }).waitFor();
    await administrator.looks('vacant-posts');
    await administrator.follows(post);
    await administrator.reads(post);
    await administrator.sees(`${acts} acts`);
    await administrator.looks('post-vacant');
    await owner.open(card.path);
    await owner.sees(acts);

    await administrator.presses('Hand over what waits in it');
    await administrator.reads('Hand over what waits in this post');
    await administrator.picks('To which post', 'Service manager, 18plus Care Leavers');
    await administrator.writes('Reason', 'The post stands vacant.');
    await administrator.presses('See what would go');
    await administrator.reads(/^Hand over \d+ items? to Service manager/);
    await page.getByRole('row', { name: new RegExp(`${card.reference}.*Would be handed over`) }).waitFor();
    await administrator.looks('hand-over-preview');
    await administrator.presses('Hand over');
    await administrator.reads(/handed over/);
    await page.getByRole('row', { name: new RegExp(`${card.reference}.*Handed over`) }).waitFor();
    await administrator.looks('hand-over-results');
    await owner.page.reload();
    await owner.sees('Service manager, 18plus Care Leavers');

    await administrator.open('/people?q=demirci');
    await administrator.follows(leaver);
    await administrator.follows('Undo the leaving');
    await administrator.reads(`Take it back that ${leaver} leaves?`);
    await administrator.looks('leaving-undo');
    await administrator.presses('Take it back');
    await administrator.reads(leaver);
    await page.getByRole('row', { name: new RegExp(`${post}.*No end is known`) }).waitFor();
    await administrator.open('/posts');
    await administrator.reads('Posts');
    await administrator.looks('posts');
    await administrator.open('/people/unowned');
    await administrator.reads('What nobody looks after');
    await administrator.looks('unowned');
    await administrator.leaves();
    await owner.leaves();
  });

  test('somebody who looks after nobody reads who holds what, and changes nothing', async () => {
    const member = await officer(browser, 'panel-member');
    await member.open('/posts/head-of-18-plus');
    await member.reads(post);
    await member.sees(leaver);
    expect(await member.page.getByRole('main').getByRole('button').count()).toBe(0);
    await member.open('/posts/head-of-18-plus/hand-over');
    await member.reads('This is not yours to do');
    await member.looks('hand-over-not-yours');
    await member.leaves();
  });
});
