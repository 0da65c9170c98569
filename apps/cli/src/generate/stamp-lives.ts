import { writeFamily } from '@kept/database';
import type { Stamp, WrittenFamily } from '@kept/database';
import { Dice } from './dice.js';
import { FamilyIds, drawEnding } from './family-ids.js';
import { liveFamily } from './live-family.js';
import { referenceOf } from './plan.js';
import type { Plan, PlannedLife } from './plan.js';
import type { World } from './world.js';

/** Every item of a plan, ready to be loaded: each life is made once and stamped for as many items as it is for. */
export function* stampLives(world: World, plan: Plan): Generator<Stamp> {
  for (const planned of plan.lives) {
    const dice = new Dice(planned.seed);
    const draw = { dice, ids: new FamilyIds(dice.apart('audit')) };
    const family = writeFamily(world.authorityId, liveFamily(world, planned, draw), draw.ids);
    yield* stampsOf(family, planned, plan);
  }
}

function* stampsOf(family: WrittenFamily, { firstNumber, copies, seed }: PlannedLife, plan: Plan): Generator<Stamp> {
  const dice = new Dice(`${seed}/endings`);
  for (let copy = 0; copy < copies; copy += 1) {
    const references = family.numbering.map(({ prefix, createdAt }, place) =>
      referenceOf(prefix, createdAt, place === 0 ? firstNumber + copy : plan.numbers.take(prefix, createdAt, 1)),
    );
    yield { family, ending: drawEnding(dice), references };
  }
}
