import { describe, expect, it } from 'vitest';
import {
  addLink,
  changeOwner,
  createWorkItem,
  editWorkItem,
  extendItemDeadline,
  listEditable,
  mayChange,
  maySeeField,
  takeBackOwner,
  transitionWorkItem,
  type WorkItem,
} from '../index.js';
import { aDefinition, anActor, anItem, changed, facts, limit, refused } from '../../testing/index.js';

function dropped(): WorkItem {
  return changed(
    transitionWorkItem(anItem(), { transition: 'drop', fields: {}, reason: 'Not asked any more' }, facts()),
  );
}

describe('what may be edited', () => {
  it('is every field that the actor sees, for those who may work on an open item, and nothing for others', () => {
    expect(listEditable(anItem(), facts())).toEqual(
      Object.keys(facts().definition.fields).filter((key) => maySeeField(key, anItem(), facts().definition, anActor())),
    );
    expect(mayChange(anItem(), facts({ actor: anActor(['auditor']) }))).toBe(false);
    expect(listEditable(anItem(), facts({ actor: anActor(['auditor']) }))).toEqual([]);
    expect(listEditable(dropped(), facts())).toEqual([]);
  });
});

describe('an edit', () => {
  it('changes title, fields and planned dates in one step, with one event', () => {
    const command = { title: 'A better title', fields: { size: 'small' }, schedule: { begin: '2018-07-20' } };
    expect(editWorkItem(anItem(), command, facts())).toMatchObject({
      change: {
        item: {
          title: 'A better title',
          version: 2,
          fields: { size: 'small' },
          deadlines: [{ key: 'begin', scheduledOn: '2018-07-20' }],
        },
        event: {
          type: 'fields-edited',
          fields: { title: 'A better title', size: 'small', schedule: { begin: '2018-07-20' } },
        },
      },
    });
  });

  it('empties a field with null, but not one that is required', () => {
    const sized = anItem({ fields: { question: 'May we?', size: 'small' } });
    expect(changed(editWorkItem(sized, { fields: { size: null } }, facts())).fields).toEqual({ question: 'May we?' });
    expect(refused(editWorkItem(sized, { fields: { question: ' ' } }, facts())).missing).toEqual([
      { field: 'question', text: 'Fill in “The question”.' },
    ]);
  });

  it('is refused where it takes away the date that a limit runs to', () => {
    const states = { ...aDefinition().states };
    const definition = aDefinition({
      states: { ...states, asked: { ...states['asked']!, limits: [limit({ on: 'promisedFor' })] } },
    });
    const known = facts({ definition });
    const fields = { question: 'May we?', promisedFor: '2018-09-03' };
    const asked = changed(createWorkItem({ id: 'item-2', reference: '', title: 'A request', fields }, known));
    expect(refused(editWorkItem(asked, { fields: { promisedFor: null } }, known)).missing).toEqual([
      { field: 'promisedFor', text: 'The date is missing: Promised for.' },
    ]);
  });

  it('keeps a field that some may not see out of their hands and out of history', () => {
    const owner = facts({ actor: anActor([], ['lead'], 'cyd') });
    expect(refused(editWorkItem(anItem(), { fields: { cost: 100 } }, owner))).toMatchObject({ kind: 'malformed' });
    expect(editWorkItem(anItem(), { fields: { cost: 100 } }, facts())).toMatchObject({
      change: { item: { fields: { cost: 100 } }, event: { fields: {} } },
    });
  });

  it.each([
    ['a field that there is not', { fields: { colour: 'red' } }, 'malformed'],
    ['a fraction of a penny', { fields: { cost: 0.5 } }, 'malformed'],
    ['a choice that there is not', { fields: { size: 'huge' } }, 'missing'],
    ['a day in the year 9999', { fields: { promisedFor: '9999-12-31' } }, 'missing'],
    ['a day to come where today is the last', { fields: { askedOn: '2018-07-11' } }, 'missing'],
    ['more text than fits', { fields: { question: 'a'.repeat(201) } }, 'missing'],
    ['a meeting that there is not', { fields: { meetingAt: 'panel-2018-01-01' } }, 'missing'],
    ['a deadline that there is not', { schedule: { review: '2018-07-20' } }, 'malformed'],
    ['a planned day that does not exist', { schedule: { begin: '2018-07-32' } }, 'missing'],
    ['an empty title', { title: ' ' }, 'missing'],
  ])('refuses %s', (_, command, kind) => {
    expect(refused(editWorkItem(anItem(), command, facts())).kind).toBe(kind);
  });
});

describe('what a closed item still takes', () => {
  it('is links and evidence, not edits', () => {
    expect(refused(editWorkItem(dropped(), { title: 'Again' }, facts()))).toMatchObject({
      kind: 'state',
      detail: 'The item is closed.',
    });
    expect(refused(changeOwner(dropped(), { ownerPost: 'clerk', reason: 'Theirs' }, facts())).kind).toBe('state');
    expect(changed(addLink(dropped(), { to: 'RQ-2018-002', kind: 'follows' }, facts())).links).toHaveLength(1);
  });
});

describe('an owner, an extension, a link', () => {
  it('hands over to a post that exists, with a reason, and tells it', () => {
    expect(changeOwner(anItem(), { ownerPost: 'clerk', reason: 'Theirs' }, facts())).toMatchObject({
      change: {
        item: { ownerPost: 'clerk' },
        event: { type: 'owner-changed', from: 'lead', to: 'clerk', reason: 'Theirs' },
        notices: [{ post: 'clerk', kind: 'assigned' }],
      },
    });
    expect(
      refused(changeOwner(anItem(), { ownerPost: 'nobody', reason: '' }, facts())).missing.map(({ field }) => field),
    ).toEqual(['ownerPost', 'reason']);
  });

  it('gives back what was handed over by the right of the state to which it returns, and tells nobody', () => {
    const own = facts({ actor: anActor([], ['lead']) });
    const handed = changed(changeOwner(anItem(), { ownerPost: 'clerk', reason: 'Theirs' }, own));
    const back = { ownerPost: 'lead', reason: 'Taken back' };
    expect(refused(changeOwner(handed, back, own)).kind).toBe('unknown');
    expect(takeBackOwner(handed, back, own)).toMatchObject({
      change: {
        item: { ownerPost: 'lead', version: handed.version + 1 },
        event: { from: 'clerk', to: 'lead' },
        notices: [],
      },
    });
    expect(refused(takeBackOwner(handed, back, facts({ actor: anActor([], ['other']) }))).kind).toBe('unknown');
    expect(refused(takeBackOwner(anItem(), back, own)).kind).toBe('state');
    expect(refused(takeBackOwner(dropped(), { ...back, ownerPost: 'clerk' }, facts())).kind).toBe('state');
  });

  it('agrees a later date only, on a deadline that runs', () => {
    const extend = (key: string, to: string) =>
      refused(extendItemDeadline(anItem(), key, { to, reason: 'Agreed' }, facts()));
    expect(extend('begin', '2018-07-24')).toMatchObject({
      missing: [{ field: 'to', text: 'The new date must be after 24 July 2018.' }],
    });
    expect(extend('begin', '9999-12-31')).toMatchObject({ missing: [{ field: 'to' }] });
    expect(extend('do', '2018-08-24').kind).toBe('unknown');
    expect(refused(extendItemDeadline(dropped(), 'begin', { to: '2018-08-24', reason: 'Agreed' }, facts())).kind).toBe(
      'state',
    );
  });

  it('links to another item once', () => {
    const linked = changed(addLink(anItem(), { to: 'RQ-2018-002', kind: 'follows' }, facts()));
    expect(refused(addLink(linked, { to: 'RQ-2018-002', kind: 'follows' }, facts())).kind).toBe('state');
    expect(refused(addLink(linked, { to: 'RQ-2018-001', kind: 'follows' }, facts())).kind).toBe('missing');
  });

  it('lets only those create who act on the first state', () => {
    const command = { id: 'item-2', reference: '', title: 'A request', fields: { question: 'May we?' } };
    expect(refused(createWorkItem(command, facts({ actor: anActor(['chair']) }))).kind).toBe('forbidden');
  });
});
