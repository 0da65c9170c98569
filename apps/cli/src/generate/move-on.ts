import { addEvidence, addRecord, editWorkItem, formFields, isSet, transitionWorkItem } from '@kept/domain';
import type { Condition, Fields, FieldValue, Missing, TransitionDefinition } from '@kept/domain';
import { fieldValues } from './field-values.js';
import type { Life } from './life.js';

const mostTries = 5;
/** How seldom a way is taken that abandons an item, or that needs a reason, beside another one. */
const givesUp = 0.06;

/** Takes one of the ways on, doing first what it asks for. True where the item moved. */
export function moveOn(life: Life): boolean {
  const { item, dice, ways } = life;
  const { transitions } = life.living.definition;
  const open = Object.entries(transitions).filter(([, { from, by }]) => from.includes(item.state) && by.length > 0);
  const weightOf = ([key, { needs, abandons = false }]: (typeof open)[number]): number =>
    ways?.transitions?.[key] ?? (abandons || needs.some(({ kind }) => kind === 'reason') ? givesUp : 1);
  if (open.length === 0) return false;
  const [key, transition] = dice.weighted(open, weightOf);
  return make(life, key, transition);
}

function make(life: Life, key: string, transition: TransitionDefinition): boolean {
  const { version } = life.item;
  let wanted: Fields = {};
  for (let tries = 0; tries < mostTries; tries += 1) {
    const refusal = life.ask(transition.by, (item, facts, situation) => {
      const { fields, reason } = formOf(life, transition, situation);
      return transitionWorkItem(item, { transition: key, fields: { ...fields, ...wanted }, reason }, facts);
    });
    if (refusal === null) return true;
    if (refusal.kind !== 'missing' && refusal.kind !== 'state') return false;
    wanted = { ...wanted, ...mend(life, transition, refusal.missing) };
    // What was done first may have moved it by itself.
    if (life.item.closed || (life.item.version !== version && !transition.from.includes(life.item.state))) return true;
  }
  return false;
}

function formOf(life: Life, transition: TransitionDefinition, situation: Parameters<typeof fieldValues>[2]) {
  const { definition } = life.living;
  const { dice } = situation;
  const record = definition.records[transition.adds ?? '']?.fields ?? {};
  const asked = formFields(transition).filter((field) => !transition.asks.includes(field) || dice.chance(0.8));
  const own = fieldValues(asked, definition.fields, situation);
  const onRecord = Object.keys(record).filter((field) => record[field]?.required || dice.chance(0.7));
  const added = fieldValues(onRecord, record, situation);
  const wantsOwner = transition.needs.some(({ kind }) => kind === 'ownerPost');
  const wantsReason = transition.needs.some(({ kind }) => kind === 'reason');
  return {
    // Of one key the item's own field holds.
    fields: { ...added, ...own, ...(wantsOwner && { ownerPost: life.item.ownerPost }) },
    reason: wantsReason ? dice.pick(life.world.content.texts['reason'] ?? ['Agreed.']) : undefined,
  };
}

/** Does what was missing, as far as it is not on the form; gives what the form must say. */
function mend(life: Life, { requires = [] }: TransitionDefinition, missing: readonly Missing[]): Fields {
  const wanted: Record<string, FieldValue> = {};
  for (const { field, text } of missing) {
    if (field === 'evidence') life.ask(everybody(life), evidenceOf);
    const requirement = requires.find((each) => each.text === text);
    if (requirement === undefined) continue;
    for (const condition of requirement.that) Object.assign(wanted, satisfy(life, condition));
  }
  return Object.fromEntries(Object.entries(wanted).filter(([key]) => !edited(life, key, wanted[key] ?? null)));
}

/** A field that no form of this state has is edited; true where that was done. */
function edited(life: Life, key: string, value: FieldValue): boolean {
  const { transitions } = life.living.definition;
  const onForm = Object.values(transitions).some(
    (each) => each.from.includes(life.item.state) && formFields(each).includes(key),
  );
  if (onForm) return false;
  life.ask(everybody(life), (item, facts) => editWorkItem(item, { fields: { [key]: value } }, facts));
  return true;
}

/** Makes a condition true: records that it wants are added at once, fields are handed back. */
function satisfy(life: Life, condition: Condition): Fields {
  switch (condition.kind) {
    case 'field':
      return 'value' in condition.test ? fieldFor(life, condition.field, condition.test) : {};
    case 'latest':
      return recordFor(life, condition.record, { ...condition.where, ...condition.has });
    case 'record':
      return recordFor(life, condition.record, {});
    case 'consent-given':
      return recordFor(life, condition.record, { given: true });
    case 'all':
      return Object.assign({}, ...condition.of.map((each) => satisfy(life, each))) as Fields;
    case 'any':
      return satisfy(life, life.dice.pick(condition.of));
    default:
      return {};
  }
}

function fieldFor(life: Life, field: string, { op, value }: { op: string; value: FieldValue }): Fields {
  if (op === 'is') return { [field]: value };
  // The latest day that there can be is today.
  if (op === 'atLeast' || op === 'after') return { [field]: typeof value === 'number' ? value : life.today };
  return {};
}

function recordFor(life: Life, kind: string, values: Fields): Fields {
  addOne(life, kind, values);
  return {};
}

/** Adds a record of a kind. True where it was added: some are for a transition alone. */
export function addOne(life: Life, kind: string, values: Fields = {}): boolean {
  const fields = life.living.definition.records[kind]?.fields ?? {};
  const refusal = life.ask(everybody(life), (item, facts, situation) => {
    const asked = Object.keys(fields).filter((key) => fields[key]?.required || situation.dice.chance(0.5));
    return addRecord(item, kind, { ...fieldValues(asked, fields, situation), ...values }, facts);
  });
  return refusal === null;
}

export const evidenceOf: Parameters<Life['ask']>[1] = (item, facts, { world, dice }) => {
  const note = dice.pick(world.content.otherTexts);
  return addEvidence(item, { title: 'A note on the file', note, link: null, file: null }, facts);
};

/** All who may work on the item. */
export function everybody(life: Life): string[] {
  const all = Object.values(life.living.definition.transitions).flatMap(({ by }) => by);
  return [...new Set(['owner', ...all])];
}

/** Is it still to be filled in? */
export const isOpen = (fields: Fields, key: string): boolean => !isSet(fields[key]);
