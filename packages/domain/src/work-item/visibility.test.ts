import { describe, expect, it } from 'vitest';
import { changeOwner, maySee, mayCreate, scopeOf, transitionWorkItem, visibleFields } from '../index.js';
import { aDefinition, anActor, anItem, changed, facts, refused } from '../../testing/index.js';

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

  it('hides a new item from the roles that its state names, and from nobody who has another way to it', () => {
    const definition = { ...aDefinition(), states: { ...aDefinition().states } };
    definition.states['asked'] = { ...definition.states['asked']!, hiddenFrom: ['chair', 'panel-member'] };
    const known = facts({ definition });
    const asked = anItem({}, known);
    expect(asked.hiddenFrom).toEqual(['chair', 'panel-member']);
    const chair = anActor(['chair']);
    expect(maySee(asked, definition, chair)).toBe(false);
    expect(
      refused(transitionWorkItem(asked, { transition: 'begin', fields: {} }, { ...known, actor: chair })).kind,
    ).toBe('unknown');
    // A second role opens it only where it sees the workflow; an owner sees what they own.
    expect(maySee(asked, definition, anActor(['chair', 'caseworker']))).toBe(false);
    expect(maySee(asked, definition, anActor(['chair', 'officer']))).toBe(true);
    expect(maySee(asked, definition, anActor(['chair'], ['lead']))).toBe(true);
    expect(scopeOf([definition], anActor(['chair', 'caseworker'])).openings).toEqual([
      { workflow: 'request', version: 1, role: 'chair' },
    ]);

    const fields = { director: 'head-of-service' };
    const begun = changed(transitionWorkItem(asked, { transition: 'begin', fields }, known));
    expect(maySee(begun, definition, chair)).toBe(true);
    const dropped = changed(transitionWorkItem(asked, { transition: 'drop', fields: {}, reason: 'A mistake' }, known));
    expect(dropped).toMatchObject({ closed: true, hiddenFrom: ['chair', 'panel-member'] });
    expect(maySee(dropped, definition, chair)).toBe(false);
  });

  it('opens to a role those versions of a workflow that name it, and no other', () => {
    const next = { ...definition, version: 2, visibility: { ...definition.visibility, chair: [] } };
    const chair = anActor(['chair']);
    expect(maySee(anItem({ definitionVersion: 2 }), next, chair)).toBe(false);
    expect(scopeOf([definition, next], chair).openings).toEqual([{ workflow: 'request', version: 1, role: 'chair' }]);
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
