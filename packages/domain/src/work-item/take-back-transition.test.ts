import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addEvidence,
  imageOfStep,
  recalculateItem,
  takeBackTransition,
  transitionWorkItem,
  whyLasting,
  type Decision,
  type Facts,
  type WorkItem,
} from '../index.js';
import {
  aCreated,
  anActor,
  anItem,
  anOrganisation,
  changed,
  facts,
  later,
  meeting,
  refused,
  walk,
} from '../../testing/index.js';

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
          // Its dates hang on meetings that the facts of then have on other days.
          if (recalculateItem(before, then).allowed) continue;
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

describe('a step that is taken back after a meeting moved or was taken away', () => {
  const [september, november] = [meeting('panel', '2018-09-20'), meeting('panel', '2018-11-15')];
  const known = (...meetings: ReturnType<typeof meeting>[]) => facts({ organisation: anOrganisation({ meetings }) });
  const start = known(september, november);
  const begun = step(anItem({}, start), 'begin', start, { director: 'head-of-service' });
  const note = { title: 'A', note: 'B', link: null, file: null };
  const doing = changed(addEvidence(begun, note, start));
  // An update was asked for 20 September, and is asked no longer.
  const answered = step(doing, 'submit', start, { answer: 'Half of it is done' });
  const image = imageOfStep(doing, answered);
  const undo = (now: Facts) => takeBackTransition(answered, image, { ...why, transition: 'submit' }, now);
  const updates = ({ deadlines }: WorkItem) =>
    deadlines.filter(({ key }) => key === 'update').map(({ status, dueOn }) => [status, dueOn]);

  it('asks for the meeting after it, or for its new day, and says so', () => {
    expect(updates(doing)).toEqual([['running', '2018-09-05']]);
    expect(updates(answered)).toEqual([['cancelled', '2018-09-05']]);
    const away = changeOf(undo(known(november)));
    expect(updates(away.item)).toEqual([['running', '2018-10-31']]);
    const moved = [{ deadline: 'update', occurrence: 1, from: '2018-09-05', to: '2018-10-31' }];
    expect(away).toMatchObject({
      item: { version: answered.version + 1 },
      furtherEvents: [{ type: 'deadline-recalculated', stepsVersion: false, fields: { moved } }],
      notices: [{ post: 'lead', kind: 'date-moved', dueOn: '2018-10-31' }],
    });
    const aWeekLater = known({ ...september, heldOn: '2018-09-27' }, november);
    expect(updates(changed(undo(aWeekLater)))).toEqual([['running', '2018-09-12']]);
  });

  it('is refused where it has no other, and where the item named it', () => {
    const gone = 'A meeting that it went by was taken away since, so it stays as it is.';
    expect(refused(undo(known()))).toMatchObject({ kind: 'state', detail: gone });
    const named = { ...image, fields: { ...image.fields, meetingAt: september.id } };
    const naming = (now: Facts) => takeBackTransition(answered, named, { ...why, transition: 'submit' }, now);
    expect(refused(naming(known(november)))).toMatchObject({ kind: 'state', detail: gone });
    expect(updates(changed(naming(start)))).toEqual([['running', '2018-09-05']]);
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
