import type { Instant } from '../calendar/calendar.js';
import { nextFiringAt } from '../deadline/limits.js';
import { addEvidence } from '../work-item/add-evidence.js';
import { addRecord } from '../work-item/add-record.js';
import { createWorkItem } from '../work-item/create-work-item.js';
import { extendItemDeadline } from '../work-item/extend-item-deadline.js';
import { passTime } from '../work-item/pass-time.js';
import { suspendItem } from '../work-item/suspend-item.js';
import { transitionWorkItem } from '../work-item/transition-work-item.js';
import type { Decision, Facts, WorkItem } from '../work-item/work-item.js';
import { asAnybody } from './anybody.js';
import { entriesOfStep, entriesOfTime } from './bench-entries.js';
import type { BenchEntry, BenchResult, BenchRun, BenchStep, FactsAt } from './bench-run.js';

/** More than any workflow does in three years; a definition cannot make the bench spin. */
const mostInstants = 2000;

/**
 * Plays an item that there is not: it begins, time runs up to each step, the step is taken, and time runs to the end. Each
 * of it is decided by the function that decides for a real item, under the facts of its instant; nothing is written. A step
 * is taken by whoever may take it. The first that is refused ends the play, with the item as it stands before it.
 * @param isSpent asked before each instant and each step: once it is so, the play is broken off there
 */
export function playItem(run: BenchRun, factsAt: FactsAt, isSpent: () => boolean = () => false): BenchResult {
  const begun = begin(run, factsAt);
  if (!begun.allowed) return { entries: [], item: null, at: run.begins, refused: { step: null, ...begun.refusal } };
  let play: Play = {
    item: begun.change.item,
    entries: entriesOfStep({ at: run.begins, before: null, change: begun.change }, null),
    instants: 0,
    isSpent,
    broken: false,
  };
  for (const [number, step] of run.steps.entries()) {
    play = runTo(play, step.at, factsAt);
    if (play.broken || isSpent()) return ended(brokenOff(play, step.at), step.at, null);
    const { item } = play;
    const decision = asAnybody(factsAt(step.at), item.ownerPost, (facts) => take(item, step, facts));
    if (!decision.allowed) return ended(play, step.at, { step: number, ...decision.refusal });
    const { change } = decision;
    const entries = entriesOfStep({ at: step.at, before: item, change }, step);
    play = { ...play, item: change.item, entries: [...play.entries, ...entries] };
  }
  return ended(runTo(play, run.until, factsAt), run.until, null);
}

interface Play {
  item: WorkItem;
  entries: readonly BenchEntry[];
  instants: number;
  isSpent: () => boolean;
  /** No further: more happened than the bench plays, or for longer. */
  broken: boolean;
}

function ended({ item, entries }: Play, at: Instant, refused: BenchResult['refused']): BenchResult {
  return { entries, item, at, refused };
}

function begin({ begins, fields, ownerPost }: BenchRun, factsAt: FactsAt): Decision {
  return asAnybody(factsAt(begins), ownerPost, (facts) => {
    const title = facts.definition.title.officer;
    return createWorkItem({ id: 'imaginary', reference: '', title, fields, ownerPost }, facts);
  });
}

function take(item: WorkItem, { act, fields }: BenchStep, facts: Facts): Decision {
  if ('transition' in act) return transitionWorkItem(item, { transition: act.transition, fields }, facts);
  if ('record' in act) return addRecord(item, act.record, fields, facts);
  if ('suspend' in act) return suspendItem(item, act.suspend, facts);
  if ('extend' in act) return extendItemDeadline(item, act.extend.deadline, act.extend, facts);
  return addEvidence(item, { title: act.evidence, note: null, link: null, file: null }, facts);
}

/** Lets everything fire that is due by an instant, each at its own. */
function runTo(before: Play, until: Instant, factsAt: FactsAt): Play {
  let play = before;
  for (let at = nextInstant(play.item); at !== null && at <= until; at = nextInstant(play.item)) {
    if (play.instants >= mostInstants || play.isSpent()) return brokenOff(play, at);
    const decision = passTime(play.item, factsAt(at));
    if (!decision.allowed) return play;
    const { change } = decision;
    const entries = entriesOfTime({ at, before: play.item, change });
    play = { ...play, item: change.item, entries: [...play.entries, ...entries], instants: play.instants + 1 };
  }
  return play;
}

function brokenOff(play: Play, at: Instant): Play {
  if (play.broken) return play;
  return { ...play, broken: true, entries: [...play.entries, { at, kind: 'broken-off' }] };
}

function nextInstant({ deadlines }: WorkItem): Instant | null {
  return deadlines.flatMap((each) => nextFiringAt(each) ?? []).sort()[0] ?? null;
}
