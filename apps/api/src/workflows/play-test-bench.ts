import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  addDays,
  londonDay,
  londonInstant,
  NoSuchTime,
  playItem,
  stepsForAnybody,
  type BenchRun,
  type BenchStep,
  type Facts,
  type Fields,
  type Instant,
  type WorkflowDefinition,
} from '@kept/domain';
import type { TestBenchBody, TestBenchView } from '@kept/contracts';
import type { Caller } from '../auth/caller.js';
import { conflict, incomplete, notFound } from '../http/problem.js';
import { presentBench } from './bench.presenter.js';
import { refuseStep } from './bench-refusal.js';

const longestDays = 3 * 366;
/** Each looks at all those before it, so that many take the square of their time. */
const mostRecords = 50;
/** A play holds the thread that answers everybody. */
const longestMilliseconds = 1000;

/**
 * Plays an imaginary item over the rules, calendars, limits and posts of the caller's council. Writes nothing. Plays come one
 * after another, other requests between them, and each person has one at a time.
 */
@Injectable()
export class PlayTestBench {
  readonly #players = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  /** @throws Refused 404 for a workflow that is not there, 409 beside a play of one's own, 422 for what cannot be played */
  async run(caller: Caller, key: string, body: TestBenchBody): Promise<TestBenchView> {
    const { personId } = caller.actor;
    if (this.#players.has(personId)) throw conflict('A play of yours is not done yet. Wait for it, then play again.');
    this.#players.add(personId);
    try {
      const turn = this.#last.then(() => nextTurn());
      this.#last = turn;
      await turn;
      return this.#play(caller, key, body);
    } finally {
      this.#players.delete(personId);
    }
  }

  #play(caller: Caller, key: string, body: TestBenchBody): TestBenchView {
    const definition = versionOf(caller.reference.definitions, key, body.version);
    const run = runOf(body);
    const facts = factsOf(caller, definition);
    const ends = performance.now() + longestMilliseconds;
    const result = playItem(run, facts, () => performance.now() > ends);
    if (result.item === null) throw incomplete(result.refused?.missing ?? [], result.refused?.detail);
    if (result.refused !== null) refuseStep(result.refused, result.item, { definition, run });
    const options = stepsForAnybody(result.item, facts(result.at));
    return presentBench(result, options, facts(result.at));
  }
}

function versionOf(definitions: readonly WorkflowDefinition[], key: string, version?: number): WorkflowDefinition {
  const versions = definitions.filter((each) => each.key === key);
  if (versions.length === 0) throw notFound();
  const found = version === undefined ? versions.at(-1) : versions.find((each) => each.version === version);
  if (!found) throw incomplete([{ field: 'version', text: `There is no version ${version} of this workflow.` }]);
  return found;
}

/** Posts, vacancies and absences are those that the pages of posts and people show to everybody who plays. */
function factsOf({ reference }: Caller, definition: WorkflowDefinition): (at: Instant) => Facts {
  const { rules, eligibilityRules, localValues, calendars, definitions, organisation, roles } = reference;
  const known = { definition, definitions, rules, eligibilityRules, localValues, calendars, organisation, roles };
  return (now) => ({
    ...known,
    now,
    today: londonDay(now),
    actor: { kind: 'system', name: 'sweep' },
    newId: 'imaginary-opened',
  });
}

function runOf({ on, until, fields, ownerPost, steps }: TestBenchBody): BenchRun {
  const begins = instantOf(on, 'on', '09:00');
  const last = until ?? addDays(on.slice(0, 10), 365);
  const ends = instantOf(last, 'until', '23:59');
  if (ends < begins) throw untrue('until', 'It ends before it begins.');
  if (last.slice(0, 10) > addDays(on.slice(0, 10), longestDays)) throw untrue('until', 'Choose at most three years.');
  if (steps.filter(({ record }) => record !== undefined).length > mostRecords) {
    throw untrue('steps', `A play has at most ${mostRecords} entries in records.`);
  }
  const played = steps.map((step, number) => stepOf(step, number));
  for (const [number, { at }] of played.entries()) {
    if (at < (played[number - 1]?.at ?? begins)) throw untrue(`steps.${number}.at`, 'It is before the step before it.');
    if (at > ends) throw untrue(`steps.${number}.at`, 'It is after the end.');
  }
  return { begins, fields: fields as Fields, ownerPost, steps: played, until: ends };
}

function stepOf(step: TestBenchBody['steps'][number], number: number): BenchStep {
  const { at, transition, record, evidence, suspend, extend, fields, reason } = step;
  const given = { ...(fields as Fields), ...(reason === undefined ? {} : { reason }) };
  const instant = instantOf(at, `steps.${number}.at`, '09:00');
  if (transition !== undefined) return { at: instant, act: { transition }, fields: given };
  if (record !== undefined) return { at: instant, act: { record }, fields: given };
  if (suspend !== undefined) return { at: instant, act: { suspend }, fields: {} };
  if (extend !== undefined) return { at: instant, act: { extend }, fields: {} };
  return { at: instant, act: { evidence: evidence ?? '' }, fields: {} };
}

function instantOf(moment: string, field: string, time: string): Instant {
  try {
    return londonInstant(moment.slice(0, 10), moment.slice(11) || time);
  } catch (fault) {
    if (fault instanceof NoSuchTime) throw untrue(field, fault.message);
    throw fault;
  }
}

function untrue(field: string, text: string) {
  return incomplete([{ field, text }]);
}
