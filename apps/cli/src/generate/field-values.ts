import { addDays } from '@kept/domain';
import type { Facts, FieldDefinition, Fields, FieldValue, LocalDate } from '@kept/domain';
import type { Dice } from './dice.js';
import type { Child, World } from './world.js';

/** What a value is made up from. */
export interface Situation {
  world: World;
  facts: Facts;
  child: Child;
  dice: Dice;
}

type Definitions = Readonly<Record<string, FieldDefinition>>;

/**
 * Values that these fields take, plausible beside each other: days that are over follow each other in the order of the
 * fields. A field for which there is nothing (an item, where none is there yet) is left out.
 */
export function fieldValues(keys: readonly string[], definitions: Definitions, situation: Situation): Fields {
  const { facts, dice } = situation;
  const values: Record<string, FieldValue> = {};
  let earliest = addDays(facts.today, -dice.whole(0, 2));
  for (const key of keys) {
    const field = definitions[key];
    if (field === undefined) continue;
    const value = field.type === 'date' ? dateValue(key, field, earliest, situation) : valueOf(key, field, situation);
    if (value === null) continue;
    if (field.type === 'date' && typeof value === 'string' && value <= facts.today && value > earliest)
      earliest = value;
    values[key] = value;
  }
  return values;
}

function dateValue(key: string, field: FieldDefinition, earliest: LocalDate, situation: Situation): LocalDate {
  const { facts, dice, world } = situation;
  const range = world.content.days[key];
  if (range !== undefined) return addDays(facts.today, dice.whole(range[0], range[1]));
  if (field.notAfter === undefined) return addDays(facts.today, dice.whole(5, 45));
  return dice.chance(0.6) ? facts.today : earliest;
}

function valueOf(key: string, field: FieldDefinition, situation: Situation): FieldValue {
  const { facts, dice } = situation;
  switch (field.type) {
    case 'text':
      return textOf(key, field, situation);
    case 'date':
      return facts.today;
    case 'time':
      return `${String(dice.whole(0, 23)).padStart(2, '0')}:${String(dice.whole(0, 11) * 5).padStart(2, '0')}`;
    case 'integer':
    case 'number':
    case 'money':
      return numberOf(key, field, situation);
    case 'boolean':
      return dice.chance(0.6);
    case 'choice':
      return choiceOf(key, field, situation);
    case 'decision': {
      const reference = `${facts.today.slice(2, 4)}/00${dice.whole(100, 199)}`;
      return { body: 'The cabinet member', date: addDays(facts.today, dice.whole(20, 60)), reference };
    }
    default:
      return namedOf(key, field, situation);
  }
}

function textOf(key: string, { max }: FieldDefinition, { world, dice, child }: Situation): string {
  if (key === 'caseReference') return child.caseReference;
  const text = dice.pick(world.content.texts[key] ?? world.content.otherTexts);
  return max === undefined ? text : text.slice(0, max);
}

function numberOf(key: string, { type, min = 0, max }: FieldDefinition, { world, dice }: Situation): number {
  const range = world.content.numbers[key];
  if (range !== undefined) return dice.whole(range[0], range[1]);
  if (type === 'money') return Math.max(min, dice.whole(300, 1200) * 100);
  return dice.whole(min, Math.min(max ?? min + 12, type === 'number' ? 100 : min + 12));
}

function choiceOf(key: string, { of = [] }: FieldDefinition, { world, dice, child }: Situation): string | null {
  if (key === 'area' && of.includes(child.area)) return child.area;
  if (of.length === 0) return null;
  const weights = world.content.choices[key] ?? {};
  return dice.weighted(of, (each) => weights[each] ?? 1);
}

/** What is the council's own: a body, a post, a meeting, another item. */
function namedOf(key: string, field: FieldDefinition, situation: Situation): string | null {
  const { facts, dice } = situation;
  const { bodies } = facts.organisation;
  if (field.type === 'body') return dice.pick(field.of ?? bodies.map((each) => each.key));
  if (field.type === 'post') return postOf(key, situation);
  return field.type === 'meeting' ? meetingOf(situation) : itemOf(field, situation);
}

function postOf(key: string, { world, facts, dice }: Situation): string {
  const all = facts.organisation.posts.map((each) => each.key);
  const named = (world.content.posts[key] ?? []).filter((each) => all.includes(each));
  return dice.pick(named.length > 0 ? named : all);
}

/** The panel's last meeting or its next one. */
function meetingOf({ facts, dice }: Situation): string | null {
  const { bodies, meetings } = facts.organisation;
  const panel = bodies.find(({ kind }) => kind === 'panel')?.key;
  const own = meetings.filter(({ body }) => body === panel);
  const last = own.findLast(({ heldOn }) => heldOn <= facts.today);
  const next = own.find(({ heldOn }) => heldOn > facts.today);
  const both = [last, next].flatMap((each) => each?.id ?? []);
  return both.length === 0 ? null : dice.pick(both);
}

function itemOf({ of = [] }: FieldDefinition, { world, facts, dice }: Situation): string | null {
  const known = of.flatMap((workflow) => world.known.get(workflow) ?? []);
  const before = known.filter(({ createdAt }) => createdAt < facts.now);
  return before.length === 0 ? null : dice.pick(before).reference;
}
