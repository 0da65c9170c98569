import { describe, expect, it } from 'vitest';
import {
  addEvidence,
  imageOfStep,
  takeBackTransition,
  transitionWorkItem,
  whyLasting,
  type Decision,
  type Facts,
  type WorkItem,
} from '../index.js';
import { anActor, anItem, changed, facts, later, refused } from '../../testing/index.js';

const why = { transition: 'begin', reason: 'The step was taken back.' };

function step(item: WorkItem, transition: string, known: Facts, fields = {}): WorkItem {
  return changed(transitionWorkItem(item, { transition, fields, reason: 'Because' }, known));
}

const changeOf = (decision: Decision) => {
  if (!decision.allowed) throw new Error(decision.refusal.detail);
  return decision.change;
};

describe('a step that is taken back', () => {
  const asked = anItem();
  const form = { director: 'head-of-service', promisedFor: '2018-09-30' };
  const begun = step(asked, 'begin', facts(), form);
  // As it comes back from where it was kept.
  const image = JSON.parse(JSON.stringify(imageOfStep(asked, begun)));

  it('leaves the item as it was, each deadline with its old bytes and without what began by it', () => {
    const back = changed(takeBackTransition(begun, image, why, later(facts(), 0)));
    expect(back).toEqual({ ...asked, version: begun.version + 1 });
    expect(begun.deadlines.length).toBeGreaterThan(asked.deadlines.length);
  });

  it('puts back a value that was another, and a pause with the state to go back to', () => {
    const promised = { ...asked, fields: { ...asked.fields, promisedFor: '2018-08-20' } };
    const other = step(promised, 'begin', facts(), form);
    expect(changed(takeBackTransition(other, imageOfStep(promised, other), why, facts()))).toEqual({
      ...promised,
      version: other.version + 1,
    });
  });

  it('keeps only what was otherwise', () => {
    expect(Object.keys(image.fields)).toEqual([]);
    expect(image.given).toEqual(['director', 'promisedFor']);
    expect(image.deadlines.map(({ key }: { key: string }) => key)).toEqual(['begin']);
  });

  it('says in history where it went and why, and tells nobody', () => {
    const change = changeOf(takeBackTransition(begun, image, why, facts()));
    expect(change).toMatchObject({
      event: { type: 'work-item-transitioned', from: 'doing', to: 'asked', reason: why.reason },
      notices: [],
    });
  });

  it('is for whoever may take the step where it stood, and not of what is closed', () => {
    const as = (actor: Facts['actor']) => takeBackTransition(begun, image, why, facts({ actor }));
    expect(refused(as(anActor(['chair']))).kind).toBe('forbidden');
    expect(refused(as(anActor([], ['other']))).kind).toBe('unknown');
    const closed = { ...begun, closed: true };
    expect(refused(takeBackTransition(closed, image, why, facts())).kind).toBe('state');
  });
});

describe('a step that lasts', () => {
  const lasting = (item: WorkItem, transition: string, known = facts(), fields = {}) =>
    whyLasting(item, changeOf(transitionWorkItem(item, { transition, fields, reason: 'Because' }, known)));

  it('is one that closes the item; any other but those that write beside it or change who sees it may be taken back', () => {
    expect(lasting(anItem(), 'drop')).toMatch(/it closes the item/);
    expect(lasting(anItem(), 'begin', facts(), { director: 'head-of-service' })).toBeNull();
  });

  it('says which of these it is', () => {
    const begun = step(anItem(), 'begin', facts(), { director: 'head-of-service' });
    const { change } = {
      change: changeOf(addEvidence(begun, { title: 'A', note: 'B', link: null, file: null }, facts())),
    };
    expect(whyLasting(begun, change)).toMatch(/adds an entry/);
    const hidden = { ...begun, hiddenFrom: ['chair'] };
    expect(whyLasting(hidden, { ...change, item: begun })).toMatch(/others may see/);
    expect(whyLasting(begun, { ...change, opens: [{} as never] })).toMatch(/opens another item/);
  });
});
