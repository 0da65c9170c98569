import { describe, expect, it } from 'vitest';
import { answer, card, facts, overdue, roles } from '../../testing/overdue-card.js';
import { checkNotice } from './check-notice.js';

const check = (notice = overdue, item = card, known = facts) => checkNotice(notice, item, known, roles);
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

  it('of a weekly list stays with the post above the owner', () => {
    const listed = check(
      { ...overdue, kind: 'exception', post: 'corporate-director' },
      { ...card, contributors: ['corporate-director'] },
    );
    expect(listed).toMatchObject({ kind: 'tell', recipient: { post: 'corporate-director' } });
  });

  it('follows the item to its owner of today, but stays with a post of the role that the limit tells', () => {
    const moved = check({ ...overdue, post: 'corporate-director' });
    expect(moved).toMatchObject({ kind: 'tell', recipient: { post: 'head-of-fostering' } });
    const beside = check({ ...overdue, post: 'participation-lead' });
    expect(beside).toMatchObject({ kind: 'tell', recipient: { post: 'participation-lead' } });
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

  it('is withdrawn when the item was given to another post before "now with your post" went out', () => {
    const assigned = { ...overdue, kind: 'assigned' as const, deadline: null };
    expect(check(assigned, { ...card, ownerPost: 'corporate-director' })).toMatchObject({ kind: 'withdraw' });
  });

  it('tells of a check-in that lapsed, although it runs no more', () => {
    const lapsed = { ...card, deadlines: [{ ...answer, status: 'missed' as const }] };
    expect(check(overdue, lapsed).kind).toBe('tell');
    expect(check({ ...overdue, kind: 'reminder' }, lapsed).kind).toBe('withdraw');
  });
});
