import { describe, expect, it } from 'vitest';
import { changeOwner, maySee, mayCreate, scopeOf, transitionWorkItem, visibleFields } from '../index.js';
import { aDefinition, anActor, anItem, changed, facts } from '../../testing/index.js';

const definition = aDefinition();

describe('who sees an item', () => {
  it.each([
    ['a role that acts on the workflow', anActor(['officer']), true],
    ['a role that visibility names', anActor(['chair']), true],
    ['a role with figures or publications only', anActor(['participation']), false],
    ['the owner', anActor([], ['lead']), true],
    ['a stranger', anActor(['caseworker'], ['clerk']), false],
  ])('%s', (_, actor, sees) => {
    expect(maySee(anItem(), definition, actor)).toBe(sees);
    expect(
      scopeOf([definition], actor).workflows.includes('request') ||
        actor.kind !== 'person' ||
        actor.posts.includes('lead'),
    ).toBe(sees);
  });

  it('keeps an exempt item to the proper officer and the owner', () => {
    const exempt = anItem({ exempt: true });
    expect(maySee(exempt, definition, anActor(['chair']))).toBe(false);
    expect(maySee(exempt, definition, anActor(['officer']))).toBe(true);
    expect(maySee(exempt, definition, anActor(['chair'], ['lead']))).toBe(true);
  });

  it('hides a restricted item from all but its handler, the posts it names and who moved it there', () => {
    const known = facts();
    const hidden = changed(transitionWorkItem(anItem({}, known), { transition: 'hide', fields: {} }, known));
    expect(hidden.restrictedTo).toEqual({ posts: ['lead'], people: ['person-eva'] });
    expect(maySee(hidden, definition, anActor(['officer'], [], 'flo'))).toBe(false);
    expect(maySee(hidden, definition, anActor(['officer'], [], 'eva'))).toBe(true);
    const handed = changed(changeOwner(hidden, { ownerPost: 'clerk', reason: 'Theirs' }, known));
    expect(maySee(handed, definition, anActor([], ['clerk'], 'dee'))).toBe(true);
    expect(maySee(handed, definition, anActor([], ['lead'], 'cyd'))).toBe(false);
  });

  it('keeps a private matter private when it closes', () => {
    const known = facts();
    const hidden = changed(transitionWorkItem(anItem({}, known), { transition: 'hide', fields: {} }, known));
    const dropped = changed(
      transitionWorkItem(hidden, { transition: 'drop', fields: {}, reason: 'Settled at home' }, known),
    );
    expect(maySee(dropped, definition, anActor(['chair'], [], 'flo'))).toBe(false);
  });
});

describe('who sees a field and who creates', () => {
  it('leaves out a field that is kept for other roles', () => {
    const item = anItem({ fields: { question: 'May we?', cost: 250_000 } });
    expect(visibleFields(item, definition, anActor(['chair']))).toEqual({ question: 'May we?' });
    expect(visibleFields(item, definition, anActor(['officer']))).toHaveProperty('cost', 250_000);
  });

  it('lets those create who act on the first state', () => {
    expect(mayCreate(definition, anActor(['officer']))).toBe(true);
    expect(mayCreate(definition, anActor(['director']))).toBe(false);
  });
});
