import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDefinition, anActor, anItem, anOrganisation, changed, facts, refused } from '../../testing/index.js';
import { fanOutField, fanOutItem, type Facts, type FieldDefinition } from '../index.js';

const itemField = (rest: Partial<FieldDefinition> = {}): FieldDefinition => ({
  type: 'item',
  label: 'An item',
  required: false,
  plain: false,
  of: ['request'],
  ...rest,
});
const { fields, transitions } = aDefinition();
/** A request that may be part of a target, have a successor that its end asks for, and be a copy of another request. */
const definition = aDefinition({
  fields: {
    ...fields,
    target: itemField({ of: ['target'], partOf: true }),
    successor: itemField(),
    copyOf: itemField(),
  },
  transitions: { ...transitions, drop: { ...transitions['drop']!, asks: ['successor'] } },
});
const known = (rest: Partial<Facts> = {}) => facts({ definition, ...rest });
const whole = () => anItem({}, known());
const to = (...posts: string[]) => ({
  copies: posts.map((ownerPost, index) => ({ ownerPost, id: `copy-${index + 1}` })),
  existing: [],
});
const lead = { reference: 'RQ-2018-002', ownerPost: 'lead' };

describe('the field by which items of a workflow fan out', () => {
  it('names an item of the same workflow, is not what makes it a part, and is nothing that a transition asks for', () => {
    expect(fanOutField(definition)).toBe('copyOf');
    expect(fanOutField(aDefinition())).toBeNull();
    const other = { ...fields, target: itemField({ of: ['target'] }), part: itemField({ partOf: true }) };
    expect(fanOutField(aDefinition({ fields: other }))).toBeNull();
  });
});

describe('a thing that falls to several posts', () => {
  it('is copied for each in one change, with its fields, the title of the post, and links both ways', () => {
    const item = { ...whole(), fields: { question: 'May we?', size: 'small' } };
    const decision = fanOutItem(item, to('clerk', 'head-of-service'), known());
    if (!decision.allowed) throw new Error(JSON.stringify(decision));
    const { change } = decision;
    expect(change.event).toMatchObject({ type: 'fanned-out', fields: { copies: 2 } });
    expect(change.item).toMatchObject({
      state: 'asked',
      version: 2,
      links: [
        { no: 1, to: 'copy-1', kind: 'copied-to' },
        { no: 2, to: 'copy-2', kind: 'copied-to' },
      ],
    });
    expect(change.opens?.map((each) => each.change.item)).toMatchObject([
      {
        id: 'copy-1',
        title: 'A request: Clerk',
        ownerPost: 'clerk',
        state: 'asked',
        version: 1,
        fields: { question: 'May we?', size: 'small', copyOf: 'RQ-2018-001' },
        links: [{ no: 1, to: 'RQ-2018-001', kind: 'copy-of' }],
        deadlines: [{ key: 'begin', dueOn: '2018-07-24' }],
      },
      { id: 'copy-2', title: 'A request: Head of Service', ownerPost: 'head-of-service' },
    ]);
  });

  it('goes on to further posts later, and is not copied twice for one', () => {
    const links = [{ no: 1, to: lead.reference, kind: 'copied-to', addedAt: '', addedBy: '' }];
    const item = { ...whole(), links };
    const command = { ...to('clerk'), existing: [lead] };
    expect(changed(fanOutItem(item, command, known())).links.map(({ no }) => no)).toEqual([1, 2]);
    expect(refused(fanOutItem(item, { ...to('clerk', 'lead'), existing: [lead] }, known()))).toMatchObject({
      kind: 'missing',
      missing: [{ field: 'ownerPosts', text: 'Project Lead has a copy already: RQ-2018-002.' }],
    });
  });

  it('names every post that does not exist, and then copies for none', () => {
    expect(refused(fanOutItem(whole(), to('clerk', 'nobody', 'no-one'), known())).missing).toEqual([
      { field: 'ownerPosts', text: 'There is no post “nobody”.' },
      { field: 'ownerPosts', text: 'There is no post “no-one”.' },
    ]);
    expect(refused(fanOutItem(whole(), to(), known())).kind).toBe('missing');
  });

  it('is not copied twice by two who ask at once: a copy that was not read is noticed', () => {
    const links = [{ no: 1, to: 'RQ-2018-002', kind: 'copied-to', addedAt: '', addedBy: '' }];
    expect(refused(fanOutItem({ ...whole(), links }, to('clerk'), known())).kind).toBe('state');
  });

  it('is fanned out by whoever may change it and may create one', () => {
    const kindFor = (actor: Facts['actor']) => refused(fanOutItem(whole(), to('clerk'), known({ actor }))).kind;
    expect(kindFor(anActor(['coordinator']))).toBe('unknown');
    expect(kindFor(anActor(['chair']))).toBe('forbidden');
    // Its owner may change it, and has no role that raises one.
    expect(kindFor(anActor(['coordinator'], ['lead']))).toBe('forbidden');
  });

  it('is open, is no copy, and is of a workflow that fans out', () => {
    const kindOf = (item: ReturnType<typeof whole>, given = known()) =>
      refused(fanOutItem(item, to('clerk'), given)).kind;
    expect(kindOf({ ...whole(), closed: true })).toBe('state');
    expect(kindOf({ ...whole(), fields: { copyOf: 'RQ-2018-009' } })).toBe('state');
    expect(kindOf(anItem(), facts())).toBe('state');
  });

  it('has titles that fit on one line, however long its own is', () => {
    const posts = anOrganisation().posts.map(({ key }) => key);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.subarray(posts, { minLength: 1 }), (length, chosen) => {
        const decision = fanOutItem({ ...whole(), title: 'x'.repeat(length) }, to(...chosen), known());
        if (!decision.allowed) throw new Error(JSON.stringify(decision));
        const made = decision.change.opens ?? [];
        expect(made.map(({ change }) => change.item.ownerPost)).toEqual(chosen);
        for (const { change } of made) expect(change.item.title.length).toBeLessThanOrEqual(300);
      }),
    );
  });
});
