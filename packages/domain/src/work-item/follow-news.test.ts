import { describe, expect, it } from 'vitest';
import { answersFor, followNews, personAddress, personAt, type NoticeDraft, type WorkItem } from '../index.js';
import { anActor, anItem, facts } from '../../testing/index.js';

const known = facts({ actor: anActor(['officer']) });
const doer = 'person-eva';
const before = anItem({}, known);
const version = before.version + 1;
const tell = (change: Partial<WorkItem>, notices: readonly NoticeDraft[] = []) =>
  followNews(before, { item: { ...before, version, ...change }, notices }, known);
const [deadline] = before.deadlines;
const dates = (change: object) => ({ deadlines: before.deadlines.map((each) => ({ ...each, ...change })) });

describe('whoever follows an item', () => {
  it.each([
    ['state', { state: 'another' }],
    ['closing', { closed: true }],
    ['owner', { ownerPost: 'clerk' }],
    ['date', dates({ dueOn: '2031-01-02' })],
    ['hour', dates({ dueAt: '2031-01-02T10:00:00.000Z' })],
    ['planned day', dates({ scheduledOn: '2031-01-02' })],
    ['standing still', dates({ status: 'suspended' })],
  ])('is told of its %s', (_, change) => {
    expect(deadline).toBeDefined();
    expect(tell(change)).toEqual({ uniqueKey: `followed:${version}`, except: [doer] });
  });

  it.each([
    ['its title', { title: 'Another' }],
    ['a field', { fields: { ...before.fields, question: 'Another?' } }],
    ['a date that was kept', dates({ status: 'met', metOn: '2020-02-17' })],
    ['a date that passed', dates({ status: 'missed' })],
    ['a contributor', { contributors: ['clerk'] }],
  ])('is told nothing of %s', (_, change) => expect(tell(change)).toBeNull());

  it('is not told of what they did, nor twice of what their post is told', () => {
    const post = 'lead';
    const notice = { post, kind: 'assigned', deadline: null, dueOn: null, uniqueKey: 'assigned', late: false } as const;
    const reader = answersFor(post, known.organisation, known.today);
    expect(reader).not.toBeNull();
    expect(tell({ state: 'another' }, [notice, notice])?.except).toEqual([doer, reader]);
  });

  it('is told of what nobody did, such as a date that a calendar moved', () => {
    const moved = { ...before, ...dates({ dueOn: '2031-01-02' }) };
    const system = { ...known, actor: { kind: 'system', name: 'calendar' } as const };
    expect(followNews(before, { item: moved, notices: [] }, system)?.except).toEqual([]);
  });
});

it('a notice is for a post or for a person', () => {
  expect(personAt(personAddress('p1'))).toBe('p1');
  expect(personAt('head-of-fostering')).toBeNull();
});
