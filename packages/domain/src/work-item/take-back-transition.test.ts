import fc from 'fast-check';
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
import { aCreated, anActor, anItem, changed, facts, later, refused, walk } from '../../testing/index.js';

const why = { transition: 'begin', reason: 'The step was taken back.' };

function step(item: WorkItem, transition: string, known: Facts, fields = {}): WorkItem {
  return changed(transitionWorkItem(item, { transition, fields, reason: 'Because' }, known));
}

const changeOf = (decision: Decision) => {
  if (!decision.allowed) throw new Error(decision.refusal.detail);
  return decision.change;
};

const leads = ({ definition }: Facts, key: string, { from = '', to }: { from?: string; to?: string }) => {
  const transition = definition.transitions[key];
  return transition?.from.includes(from) && transition.to.some(({ state }) => state === to || state === 'previous');
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

  it('leaves any item as it was, whatever was done with it before and whichever step it was', () => {
    const steps = fc.array(fc.record({ command: fc.nat(17), pick: fc.nat(40), days: fc.nat(12) }), { maxLength: 25 });
    const everybody = anActor(['officer', 'director'], ['lead', 'clerk', 'head-of-service', 'corporate-director']);
    const known = facts({ actor: everybody });
    let takenBack = 0;
    fc.assert(
      fc.property(steps, (taken) => {
        for (const { before, decision, facts: then } of walk(aCreated(known), taken, known)) {
          if (!decision.allowed || decision.change.event.type !== 'work-item-transitioned') continue;
          if (whyLasting(before, decision.change) !== null) continue;
          const { item, event } = decision.change;
          const transition = Object.keys(item.doneBy).find((key) => leads(then, key, event)) ?? '';
          const back = takeBackTransition(item, imageOfStep(before, item), { ...why, transition }, then);
          expect(changed(back)).toEqual({ ...before, version: item.version + 1 });
          takenBack += 1;
        }
      }),
      { numRuns: 200 },
    );
    expect(takenBack).toBeGreaterThan(30);
  }, 30_000);

  it('keeps only what was otherwise', () => {
    expect(Object.keys(image.fields)).toEqual([]);
    expect(image.given).toEqual(['director', 'promisedFor']);
    expect(image.deadlines.map(({ key }: { key: string }) => key)).toEqual(['begin']);
  });

  it('says in history where it went and why, and tells nobody', () => {
    const change = changeOf(takeBackTransition(begun, image, why, facts()));
    expect(change).toMatchObject({
      event: { type: 'step-taken-back', from: 'doing', to: 'asked', reason: why.reason },
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
