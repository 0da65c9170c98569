import { markedReference } from '@kept/database';
import type { LivedFamily } from '@kept/database';
import { addDays, daysBetween, isLive, limitKey, londonDay, londonInstant, weekday } from '@kept/domain';
import type { Instant, LocalDate } from '@kept/domain';
import { begin } from './begin.js';
import type { Beginning, Draw } from './begin.js';
import type { Dice } from './dice.js';
import { Life } from './life.js';
import { LivingItem } from './living-item.js';
import { addOne, moveOn } from './move-on.js';
import { doSomethingSmall, keepUp, pressOn } from './small-acts.js';
import type { World } from './world.js';

const mostSteps = 90;
const usuallyLate = 0.1;
/** Days that a late item mostly waits for its next step. */
const usualWait = 6;

/**
 * Lives one item from its beginning until it closes or the demo opens, with every item that it opens on the way. All of
 * it is decided by the domain.
 * @throws Error where it cannot even be created
 */
export function liveFamily(world: World, beginning: Beginning, draw: Draw): LivedFamily {
  const family = [new LivingItem(beginning.definition, begin(world, beginning, draw))];
  for (const living of family) {
    live(new Life(world, living, beginning.child, draw));
    for (const { change, definition } of living.opened) {
      const item = { ...change.item, reference: markedReference(family.length) };
      family.push(new LivingItem(definition, { ...change, item }));
    }
  }
  return family;
}

function live(life: Life): void {
  const lastDay = londonDay(life.world.opens);
  for (const kind of life.ways?.begins ?? []) addOne(life, kind);
  for (let step = 0; step < mostSteps && !life.item.closed; step += 1) {
    const at = nextStep(life);
    if (londonDay(at) >= lastDay) break;
    life.passTo(at);
    takeStep(life);
  }
  life.passTo(life.world.opens);
}

/** What is nearest is seen to. That is mostly to move the item on; else it stays where it is until its own time comes. */
function takeStep(life: Life): void {
  const before = life.item.nextDueOn ?? '';
  const moves = life.dice.chance(isForMoving(life) ? 0.85 : 0.1);
  keepUp(life);
  if ((life.item.nextDueOn ?? '') > before) return;
  if (before < life.today) pressOn(life);
  const acts = [() => moves && moveOn(life), () => life.dice.chance(0.5) && doSomethingSmall(life)];
  for (const act of acts) if (life.item.closed || act()) return;
}

/** Is the nearest date one that is met by moving the item on, and not by a record or a field? */
function isForMoving({ item, living }: Life): boolean {
  const own = (living.definition.states[item.state]?.limits ?? []).filter(({ metBy }) => metBy === undefined);
  const nearest = item.deadlines.find((each) => isLive(each) && each.dueOn === item.nextDueOn);
  return own.length === 0 || own.some((use) => limitKey(use) === nearest?.key);
}

/** Mostly some way before the next date, sometimes after it; what is late already waits some days more. */
function nextStep({ item, living, dice, ways, world }: Life): Instant {
  const today = londonDay(living.at);
  const left = daysBetween(today, item.nextDueOn ?? addDays(today, 20));
  const lateWait = ways?.lateDays ?? usualWait;
  if (left < 0) return workingTime(addDays(today, 1 + Math.round(dice.wait(lateWait))), dice, world.opens);
  const isLate = dice.chance(ways?.late ?? usuallyLate);
  const days = isLate ? left + 1 + Math.round(dice.wait(lateWait)) : Math.round(left * (0.35 + 0.6 * dice.next()));
  return workingTime(addDays(today, Math.max(days, 1)), dice, world.opens);
}

/** Between half past eight and four, from Monday to Friday. */
export function workingTime(day: LocalDate, dice: Dice, latest: Instant): Instant {
  const late = weekday(day) - 5;
  const at = late > 0 ? addDays(day, 3 - late) : day;
  const minutes = 510 + dice.whole(0, 450);
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const instant = londonInstant(at, time);
  return instant < latest ? instant : latest;
}
