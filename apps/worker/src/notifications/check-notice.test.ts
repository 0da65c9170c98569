import { describe, expect, it } from 'vitest';
import { answer, card, facts, overdue, roles } from '../../testing/overdue-card.js';
import { checkNotice } from './check-notice.js';

const ownersKey = `${card.id}:overdue:answer:1::2020-02-18`;
const check = (notice = overdue, item = card, known = facts) =>
  checkNotice({ notice, uniqueKey: ownersKey }, item, known, roles);
/** What is told beside the owner: its key ends with the post. */
const checkBeside = (notice: typeof overdue, item = card, known = facts) =>
  checkNotice({ notice, uniqueKey: `${ownersKey}:${notice.post}` }, item, known, roles);
const { organisation } = facts;

describe('a message about to be sent', () => {
  it('goes to the holder of the owner post', () => {
    expect(check()).toMatchObject({ kind: 'tell', recipient: { person: { id: 'p-holder' }, acting: null } });
  });

  it('goes to whoever covers the post that day', () => {
    const covers = [{ post: 'head-of-fostering', personId: 'p-deputy', from: '2020-02-17', to: '2020-02-21' }];
    const covered = check(overdue, card, { ...facts, organisation: { ...organisation, covers } });
    expect(covered).toMatchObject({ kind: 'tell', recipient: { person: { id: 'p-deputy' } } });
  });

  it('goes up while the post stands vacant, and says why', () => {
    const holders = organisation.holders.map((held) =>
      held.post === 'head-of-fostering' ? { ...held, to: '2020-01-31' } : held,
    );
    const vacant = check(overdue, card, { ...facts, organisation: { ...organisation, holders } });
    expect(vacant).toMatchObject({
      kind: 'tell',
      recipient: { person: { id: 'p-director' }, acting: 'the post is vacant and reports to Corporate Director' },
    });
  });

  it('waits while nobody answers for the post', () => {
    expect(check(overdue, card, { ...facts, organisation: { ...organisation, holders: [] } })).toEqual({
      kind: 'nobody',
    });
  });

  it('of a weekly list goes to the post above the owner of today', () => {
    const listed = { ...overdue, kind: 'exception' as const, post: 'corporate-director' };
    const item = { ...card, contributors: ['corporate-director'] };
    expect(checkBeside(listed, item)).toMatchObject({ kind: 'tell', recipient: { post: 'corporate-director' } });
    const moved = { ...item, ownerPost: 'participation-lead' };
    expect(checkBeside(listed, moved), 'nothing is above that one').toMatchObject({ kind: 'withdraw' });
  });

  it('follows the item to its owner of today, but stays with a post of the role that the limit tells', () => {
    const moved = check({ ...overdue, post: 'corporate-director' });
    expect(moved).toMatchObject({ kind: 'tell', recipient: { post: 'head-of-fostering' } });
    const beside = checkBeside({ ...overdue, post: 'participation-lead' });
    expect(beside).toMatchObject({ kind: 'tell', recipient: { post: 'participation-lead' } });
  });

  it('follows the item away from an owner who has the role that is told, too', () => {
    const had = check({ ...overdue, post: 'participation-lead' });
    expect(had).toMatchObject({ kind: 'tell', recipient: { post: 'head-of-fostering' } });
  });

  it('told by role reaches whoever acts for the vacant post, and never the owner twice', () => {
    const told = { ...overdue, post: 'participation-lead' };
    const posts = organisation.posts.map((post) =>
      post.key === 'participation-lead' ? { ...post, reportsTo: 'corporate-director' } : post,
    );
    const holders = organisation.holders.filter(({ post }) => post !== 'participation-lead');
    const vacant = { ...facts, organisation: { ...organisation, posts, holders } };
    const seen = { ...card, contributors: ['corporate-director'] };
    expect(checkBeside(told, seen, vacant)).toMatchObject({
      kind: 'tell',
      recipient: { person: { id: 'p-director' } },
    });
    expect(checkBeside({ ...overdue, post: 'corporate-director' })).toMatchObject({ kind: 'withdraw' });
    expect(checkBeside(told, { ...card, ownerPost: 'participation-lead' })).toMatchObject({ kind: 'withdraw' });
  });

  it.each([
    ['the item is closed', { ...card, closed: true }],
    ['the time limit is met', { ...card, deadlines: [{ ...answer, status: 'met' as const, metOn: '2020-02-18' }] }],
    ['the time limit is suspended', { ...card, deadlines: [{ ...answer, status: 'suspended' as const }] }],
    ['the date moved to 2020-03-03', { ...card, deadlines: [{ ...answer, dueOn: '2020-03-03' }] }],
    ['the time limit is gone', { ...card, deadlines: [] }],
    ['its reader may not see the item', { ...card, restrictedTo: { posts: ['participation-lead'], people: [] } }],
  ])('is withdrawn when %s', (reason, item) => {
    expect(check(overdue, item)).toEqual({ kind: 'withdraw', reason });
  });

  it('of a mention goes to the post that is named, also of a closed item, and to nobody who may not see it', () => {
    const mention = { ...overdue, kind: 'mention' as const, deadline: null, dueOn: null, post: 'corporate-director' };
    const item = { ...card, contributors: ['corporate-director'] };
    expect(check(mention, item)).toMatchObject({ kind: 'tell', recipient: { post: 'corporate-director' } });
    expect(check(mention, { ...item, closed: true }).kind).toBe('tell');
    const restricted = { ...item, restrictedTo: { posts: ['head-of-fostering'], people: [] } };
    expect(check(mention, restricted)).toEqual({ kind: 'withdraw', reason: 'its reader may not see the item' });
  });

  it('of what somebody follows goes to them, also of a closed item; who has left or lost sight of it follows no longer', () => {
    const followed = {
      ...overdue,
      kind: 'followed' as const,
      deadline: null,
      dueOn: null,
      post: 'person:p-participation',
    };
    const told = { kind: 'tell', recipient: { person: { id: 'p-participation' }, acting: null } };
    expect(check(followed)).toMatchObject(told);
    expect(check(followed, { ...card, closed: true })).toMatchObject(told);
    const restricted = { ...card, restrictedTo: { posts: ['head-of-fostering'], people: [] } };
    const lost = { kind: 'withdraw', reason: 'its reader may not see the item', endsFollow: true };
    expect(check(followed, restricted)).toEqual(lost);
    const people = organisation.people.map((person) =>
      person.id === 'p-participation'
        ? { ...person, leaving: { lastDay: '2020-02-18', goneFrom: '2020-02-19', endsAt: '2020-02-19T00:00:00.000Z' } }
        : person,
    );
    expect(check(followed, card, { ...facts, organisation: { ...organisation, people } })).toMatchObject({
      kind: 'withdraw',
      endsFollow: true,
    });
  });

  it('is withdrawn when the item was given to another post before "now with your post" went out', () => {
    const assigned = { ...overdue, kind: 'assigned' as const, deadline: null };
    expect(check(assigned, { ...card, ownerPost: 'corporate-director' })).toMatchObject({ kind: 'withdraw' });
  });

  it('is withdrawn where it reminds of a day that passed while its reader was away', () => {
    const reminder = { ...overdue, kind: 'reminder' as const, createdAt: '2020-02-11T08:00:00.000Z' };
    expect(check(reminder)).toEqual({ kind: 'withdraw', reason: 'its date has passed, and that is told' });
    expect(check(reminder, card, { ...facts, today: '2020-02-18' }).kind, 'on the day itself').toBe('tell');
    expect(check({ ...reminder, createdAt: '2020-02-19T08:00:00.000Z' }).kind, 'a reminder after the day').toBe('tell');
  });

  it('tells of a check-in that lapsed, although it runs no more', () => {
    const lapsed = { ...card, deadlines: [{ ...answer, status: 'missed' as const }] };
    expect(check(overdue, lapsed).kind).toBe('tell');
    expect(check({ ...overdue, kind: 'reminder' }, lapsed).kind).toBe('withdraw');
  });
});
