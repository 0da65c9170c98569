import { describe, expect, it } from 'vitest';
import { addComment, keysMentioned, listMentionable, maySee, postsOf } from '../index.js';
import { peopleOfPosts } from '../organisation/post-holders.js';
import { aDefinition, anActor, anItem, anOrganisation, facts, refused } from '../../testing/index.js';

const roles = { 'person-ben': ['officer'], 'person-cyd': ['officer'], 'person-dee': ['caseworker'] } as const;
const known = facts({ roles });
const id = '01900000-0000-7000-8000-000000000001';
const say = (text: string, item = anItem({}, known), under = known) => addComment(item, { id, text }, under);

describe('a comment', () => {
  it('adds an event without its words, and no step of the version', () => {
    const item = anItem({}, known);
    const decision = say('  They have rung twice.  ', item);
    if (!decision.allowed) throw new Error('refused');
    const { change } = decision;
    expect(change.item.version).toBe(item.version);
    expect(change.event).toMatchObject({ type: 'comment-added', stepsVersion: false, fields: { comment: id } });
    expect(JSON.stringify(change.event)).not.toContain('rung');
    expect(change.comment).toMatchObject({ text: 'They have rung twice.', mentions: [] });
    expect(change.notices).toEqual([]);
  });

  it('is refused without words, to whoever may only read, and out of sight', () => {
    expect(refused(say(' \n '))).toMatchObject({ kind: 'missing', missing: [{ field: 'text' }] });
    const as = (actor: ReturnType<typeof anActor>) => refused(say('Hello', undefined, { ...known, actor })).kind;
    expect(as(anActor(['chair']))).toBe('forbidden');
    expect(as(anActor(['caseworker'], ['clerk']))).toBe('unknown');
  });

  it('tells the post that it mentions, once, and nothing of what it says', () => {
    const decision = say('@lead, please ring; @Lead again. Write to ben@head-of-service.example.');
    if (!decision.allowed) throw new Error(decision.refusal.detail);
    expect(decision.change.comment?.mentions.map(({ key, kind }) => `${kind} ${key}`)).toEqual(['post lead']);
    expect(decision.change.notices).toEqual([
      { post: 'lead', kind: 'mention', deadline: null, dueOn: null, uniqueKey: `mention:${id}:lead`, late: false },
    ]);
  });

  it('tells a person by the post that they hold, and nobody what they wrote themselves', () => {
    const decision = say('@cyd: see above');
    if (!decision.allowed) throw new Error(decision.refusal.detail);
    expect(decision.change.notices.map(({ post }) => post)).toEqual(['lead']);
    const own = say('@lead', undefined, { ...known, actor: anActor(['officer'], ['lead'], 'cyd') });
    expect(own.allowed && own.change.notices).toEqual([]);
  });

  it('mentions nobody who is not there, may not see it, or could not be told', () => {
    const nobody = facts({ roles, organisation: anOrganisation({ holders: [] }) });
    expect(refused(say('@nobody-here')).missing[0]?.text).toBe(
      'There is no post or person “nobody-here”. Choose one from the list.',
    );
    expect(refused(say('@lead', anItem({}, nobody), nobody)).missing[0]?.text).toMatch(/^Nobody answers for the post/);
    const hidden = anItem({ restrictedTo: { posts: ['lead'], people: ['person-eva'] } }, known);
    const eva = { ...known, actor: anActor(['officer'], [], 'eva') };
    expect(refused(say('@head-of-service', hidden, eva)).missing[0]?.text).toMatch(/may not see this item/);
  });

  it('offers exactly those who may see the item', () => {
    const item = anItem({}, known);
    const { mentions: offered, more } = listMentionable(item, known, { limit: 200 });
    expect(more).toBe(false);
    expect(offered.length).toBeGreaterThan(0);
    for (const { key } of offered) expect(say(`@${key}`, item).allowed, key).toBe(true);
    expect(maySee(item, aDefinition(), anActor(['caseworker'], ['clerk']))).toBe(false);
    expect(offered.map(({ key }) => key)).not.toContain('clerk');
    const [first] = offered;
    expect(listMentionable(item, known, { limit: 1 })).toEqual({ mentions: [first], more: true });
    expect(listMentionable(item, known, { limit: offered.length })).toEqual({ mentions: offered, more: false });
    const leads = offered.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes('lead'));
    expect(listMentionable(item, known, { q: 'LEAD', limit: 200 }).mentions).toEqual(leads);
  });

  it('tells whoever answers for a post today, also when its own holder mentions it', () => {
    const covers = [{ post: 'lead', personId: 'person-ben', from: facts().today, to: facts().today }];
    const covered = facts({ roles, organisation: anOrganisation({ covers }) });
    const told = (actor: ReturnType<typeof anActor>, text: string) => {
      const decision = say(text, anItem({}, covered), { ...covered, actor });
      return decision.allowed && decision.change.notices.map(({ post }) => post);
    };
    const holder = anActor(['officer'], ['lead'], 'cyd');
    expect(told(holder, '@lead, while I am away')).toEqual(['lead']);
    expect(told(anActor(['officer'], ['lead'], 'ben'), '@lead, a note to myself')).toEqual([]);
  });

  it('finds the posts of everybody at once as of each one alone', () => {
    const covers = [{ post: 'lead', personId: 'person-ben', from: facts().today, to: facts().today }];
    const some = anOrganisation();
    for (const organisation of [some, anOrganisation({ covers }), anOrganisation({ holders: some.holders.slice(1) })]) {
      const all = peopleOfPosts(organisation, known.today);
      for (const { id: person } of organisation.people)
        expect(all.get(person) ?? []).toEqual(postsOf(person, organisation, known.today));
    }
  });
});

it('an e-mail address mentions nobody', () => {
  expect(keysMentioned('a.b@council.example, (@lead) and @head-of-service.')).toEqual(['lead', 'head-of-service']);
});
