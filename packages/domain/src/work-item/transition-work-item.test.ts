import { describe, expect, it } from 'vitest';
import { addEvidence, transitionWorkItem, type Facts, type WorkItem } from '../index.js';
import { anActor, anItem, changed, facts, later, refused } from '../../testing/index.js';

const lead = anActor([], ['lead'], 'cyd');
const note = { title: 'A note', note: 'Done', link: null, file: null };

function begun(known: Facts = facts(), fields = {}): WorkItem {
  return changed(
    transitionWorkItem(
      anItem({}, known),
      { transition: 'begin', fields: { director: 'head-of-service', ...fields } },
      known,
    ),
  );
}

function submitted(known: Facts): WorkItem {
  const withNote = changed(addEvidence(begun(known), note, known));
  return changed(transitionWorkItem(withNote, { transition: 'submit', fields: { answer: 'We did' } }, known));
}

const state = (item: WorkItem, key: string) => item.deadlines.findLast((deadline) => deadline.key === key)?.status;

describe('a transition', () => {
  it('moves the item, meets the limit it leaves, starts the next and steps the version by one', () => {
    const item = begun();
    expect(item).toMatchObject({
      state: 'doing',
      version: 2,
      nextDueOn: '2018-08-07',
      doneBy: { begin: 'person-eva' },
    });
    expect(item.deadlines.map(({ key, status, dueOn, metOn }) => ({ key, status, dueOn, metOn }))).toEqual([
      { key: 'begin', status: 'met', dueOn: '2018-07-24', metOn: '2018-07-10' },
      { key: 'do', status: 'running', dueOn: '2018-08-07', metOn: null },
      { key: 'update', status: 'running', dueOn: '2018-09-05', metOn: null },
    ]);
  });

  it('writes what changed into its event', () => {
    const decision = transitionWorkItem(
      anItem(),
      { transition: 'begin', fields: { director: 'head-of-service' } },
      facts(),
    );
    expect(decision).toMatchObject({
      allowed: true,
      change: {
        event: {
          type: 'work-item-transitioned',
          from: 'asked',
          to: 'doing',
          actorName: 'eva',
          fields: { director: 'head-of-service' },
        },
      },
    });
  });

  it('names everything that is missing, in the words of the form', () => {
    const item = begun();
    expect(refused(transitionWorkItem(item, { transition: 'submit', fields: {} }, facts()))).toEqual({
      kind: 'missing',
      detail: '2 things are missing.',
      missing: [
        { field: 'answer', text: 'Fill in “What we did”.' },
        { field: 'evidence', text: 'Add a piece of evidence: a note, a link or a file.' },
      ],
    });
  });

  it('takes the reason beside the fields or among them', () => {
    const beside = { transition: 'drop', fields: {}, reason: 'Withdrawn by the asker' };
    const among = { transition: 'drop', fields: { reason: 'Withdrawn by the asker' } };
    for (const command of [beside, among]) {
      const decision = transitionWorkItem(anItem(), command, facts());
      expect(decision).toMatchObject({
        change: { event: { reason: 'Withdrawn by the asker' }, item: { closed: true } },
      });
    }
    expect(refused(transitionWorkItem(anItem(), { transition: 'drop', fields: {} }, facts())).missing).toEqual([
      { field: 'reason', text: 'Give the reason.' },
    ]);
  });

  it.each([
    ['an unknown transition', { transition: 'fly', fields: {} }, 'malformed'],
    ['a field that is not on the form', { transition: 'begin', fields: { director: 'lead', cost: 100 } }, 'malformed'],
    ['a number for a post', { transition: 'begin', fields: { director: 7 } }, 'malformed'],
    ['a key of every object', { transition: 'constructor', fields: {} }, 'malformed'],
    ['a post that does not exist', { transition: 'begin', fields: { director: 'nobody' } }, 'missing'],
    [
      'a day that does not exist',
      { transition: 'begin', fields: { director: 'lead', promisedFor: '2018-02-30' } },
      'missing',
    ],
    ['a transition from another state', { transition: 'review', fields: { outcome: 'good' } }, 'state'],
  ])('refuses %s', (_, command, kind) => {
    expect(refused(transitionWorkItem(anItem(), command, facts())).kind).toBe(kind);
  });

  it('tells apart who may not see, who may only read, and who may act', () => {
    const command = { transition: 'begin', fields: { director: 'head-of-service' } };
    const by = (actor: Facts['actor']) => refused(transitionWorkItem(anItem(), command, facts({ actor }))).kind;
    expect(by(anActor(['caseworker']))).toBe('unknown');
    expect(by(anActor(['chair']))).toBe('forbidden');
    expect(by(lead)).toBe('forbidden');
  });

  it('lets a director decide on items of their own post, or of none yet', () => {
    const known = facts();
    const item = submitted(known);
    const review = { transition: 'review', fields: { outcome: 'good' } };
    const other = facts({ actor: anActor(['director'], ['corporate-director'], 'ada') });
    const own = facts({ actor: anActor(['director'], ['head-of-service'], 'ben') });
    expect(refused(transitionWorkItem(item, review, other)).kind).toBe('forbidden');
    expect(changed(transitionWorkItem(item, review, own)).state).toBe('done');
  });

  it('asks a second person where the definition does', () => {
    const known = facts();
    const review = { transition: 'review', fields: { outcome: 'good' } };
    expect(refused(transitionWorkItem(submitted(known), review, known)).missing[0]?.field).toBe('secondPerson');
  });

  it('adds the record of the transition, which decides where it leads', () => {
    const own = facts({ actor: anActor(['director'], ['head-of-service'], 'ben') });
    const again = changed(
      transitionWorkItem(submitted(facts()), { transition: 'review', fields: { outcome: 'again' } }, own),
    );
    expect(again.state).toBe('doing');
    expect(again.records['reviews']).toEqual([
      { no: 1, fields: { outcome: 'again' }, addedAt: own.now, addedBy: 'ben' },
    ]);
    expect(refused(transitionWorkItem(submitted(facts()), { transition: 'review', fields: {} }, own)).missing).toEqual([
      { field: 'outcome', text: 'Choose an answer for “Outcome”.' },
    ]);
  });
});

describe('a limit over several states', () => {
  it('runs on through a state from which another continues it, with its own date', () => {
    const known = facts({ actor: lead });
    const paused = changed(transitionWorkItem(begun(), { transition: 'pause', fields: {}, reason: 'Waiting' }, known));
    expect(state(paused, 'do')).toBe('running');
    const back = changed(transitionWorkItem(paused, { transition: 'resume', fields: {} }, later(known, 7)));
    expect(back.deadlines.filter((deadline) => deadline.key === 'do')).toMatchObject([
      { occurrence: 1, dueOn: '2018-08-07' },
    ]);
  });

  it('starts anew, as a second occurrence, from a state that it does not continue', () => {
    const own = later(facts({ actor: anActor(['director'], ['head-of-service'], 'ben') }), 1);
    const again = changed(
      transitionWorkItem(submitted(facts()), { transition: 'review', fields: { outcome: 'again' } }, own),
    );
    expect(again.deadlines.filter((deadline) => deadline.key === 'do')).toMatchObject([
      { occurrence: 1, status: 'met' },
      { occurrence: 2, status: 'running', dueOn: '2018-08-08' },
    ]);
  });

  it('follows the date that takes the place of its amount', () => {
    expect(begun(facts(), { promisedFor: '2018-07-31' }).nextDueOn).toBe('2018-07-31');
  });

  it('leaves nothing running on a closed item', () => {
    const dropped = changed(
      transitionWorkItem(begun(), { transition: 'drop', fields: {}, reason: 'No longer asked' }, facts()),
    );
    expect(dropped).toMatchObject({ closed: true, nextDueOn: null });
    expect(dropped.deadlines.map(({ key, status }) => [key, status])).toEqual([
      ['begin', 'met'],
      ['do', 'met'],
      ['update', 'cancelled'],
    ]);
  });
});
