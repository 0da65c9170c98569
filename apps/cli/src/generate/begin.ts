import { markedReference } from '@kept/database';
import { createWorkItem, formFields, londonDay } from '@kept/domain';
import type { Change, Instant, Refusal, WorkflowDefinition } from '@kept/domain';
import type { Dice } from './dice.js';
import type { FamilyIds } from './family-ids.js';
import { fieldValues } from './field-values.js';
import { factsAt } from './world.js';
import type { Child, World } from './world.js';

/** One item that is to be made, and when it is raised. */
export interface Beginning {
  definition: WorkflowDefinition;
  createdAt: Instant;
  child: Child;
}

/** What one family's ids and chances are drawn from. */
export interface Draw {
  dice: Dice;
  ids: FamilyIds;
}

/**
 * The creation of an item, by somebody who may.
 * @throws Error where nobody may, or the definition asks for what cannot be made up
 */
export function begin(world: World, beginning: Beginning, { dice, ids }: Draw): Change {
  const { definition, createdAt, child } = beginning;
  const ownerPost = ownerOf(world, beginning, dice);
  const id = ids.id(createdAt);
  const title = titleOf(world, beginning, dice);
  const standing = { ownerPost, contributors: [], restrictedTo: null };
  let refusal: Refusal | null = null;
  for (const actor of world.cast.candidates(creators(definition), standing, londonDay(createdAt), dice)) {
    const facts = factsAt(world, definition, createdAt, { actor });
    const fields = fieldValues(firstFields(definition, dice), definition.fields, { world, facts, child, dice });
    const decision = createWorkItem({ id, reference: markedReference(0), title, ownerPost, fields }, facts);
    if (decision.allowed) return decision.change;
    refusal = decision.refusal;
  }
  throw new Error(
    `${definition.key} could not be created: ${refusal === null ? 'nobody may' : JSON.stringify(refusal)}`,
  );
}

function creators({ transitions, initial }: WorkflowDefinition): string[] {
  const first = Object.values(transitions).filter(({ from }) => from.includes(initial));
  return [...new Set(first.flatMap(({ by }) => by))];
}

/** What must be there, and most of what is on no form of a transition: nobody would write that down later. */
function firstFields(definition: WorkflowDefinition, dice: Dice): string[] {
  const { fields, transitions, states } = definition;
  const later = new Set([
    ...Object.values(transitions).flatMap((each) => formFields(each)),
    ...Object.values(states).flatMap(({ limits }) => limits.map(({ metBy }) => metBy)),
  ]);
  return Object.keys(fields).filter((key) => fields[key]?.required || (!later.has(key) && dice.chance(0.7)));
}

/** One of the posts of the child's area that share the work, or, as often as any of them, the post that they share it with. */
function ownerOf({ sharing }: World, { definition, child }: Beginning, dice: Dice): string {
  const whole = definition.owner.default;
  const all = sharing.filter(({ like }) => like === whole);
  const near = all.filter(({ area }) => area === child.area);
  if (all.length === 0 || dice.chance(1 / (all.length + 1))) return whole;
  return dice.pick(near.length > 0 ? near : all).key;
}

function titleOf({ content }: World, { definition, child }: Beginning, dice: Dice): string {
  const plain = definition.title.officer + (definition.about === 'child' ? ', {case}' : ', {topic}');
  const title = dice.pick(content.workflows[definition.key]?.titles ?? [plain]);
  return title.replace('{case}', child.caseReference).replace('{topic}', dice.pick(content.topics));
}
