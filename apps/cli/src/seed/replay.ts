import type { ChangeContext, ChangeOutcome, Database } from '@kept/database';
import {
  addEvidence,
  addRecord,
  createWorkItem,
  editWorkItem,
  londonDay,
  londonInstant,
  nextFiringAt,
  passTime,
  postsOf,
  transitionWorkItem,
} from '@kept/domain';
import type { Actor, Decision, Facts, FieldValue, Fields, Instant, WorkItem } from '@kept/domain';
import { v7 as newId } from 'uuid';
import type { CardContent, FieldContent, StepContent } from './content.js';
import type { Cast } from './save-organisation.js';
import { personOf } from './save-organisation.js';

/** The demo's three ways into the database: each act goes in by the role that would do it for real. */
export interface SeedDatabases {
  admin: Database;
  app: Database;
  worker: Database;
}

interface Scene extends SeedDatabases {
  authorityId: string;
  cast: Cast;
}

/**
 * Replays the cards through the same decisions that officers' requests go through, the clock standing at each step's
 * own time. Between steps time passes: what falls due fires at its own instant, marked seeded, and nobody is told.
 * Only steps and firings before the day of `until` happen; what is due on that day is left to the worker.
 *
 * @throws Error naming the card and the step, when a step is refused: the demo and a definition disagree
 */
export async function replayCards(scene: Scene, cards: readonly CardContent[], until: Instant): Promise<void> {
  const items = new Map<CardContent, WorkItem>();
  const steps = cards
    .flatMap((card) => card.steps.map((step) => ({ card, step, at: instantOf(step.at) })))
    .filter(({ at }) => at < until)
    .sort((a, b) => a.at.localeCompare(b.at));
  for (const { card, step, at } of steps) {
    await letTimePass(scene, items, at);
    await scene.admin.clock.startAt(at);
    const outcome = await perform(scene, step, items.get(card));
    if (outcome.kind !== 'changed')
      throw new Error(`${card.steps[0]?.create?.title}, ${step.at}: ${reasonOf(outcome)}`);
    items.set(card, outcome.item);
  }
  await letTimePass(scene, items, londonInstant(londonDay(until), '00:00'));
}

/** `2018-05-11T14:30` in London as an instant. */
export function instantOf(wallTime: string): Instant {
  const [day = '', time = ''] = wallTime.split('T');
  return londonInstant(day, time);
}

function reasonOf(outcome: ChangeOutcome): string {
  if (outcome.kind !== 'refused') return outcome.kind;
  return [outcome.refusal.detail, ...outcome.refusal.missing.map(({ field, text }) => `${field}: ${text}`)].join(' ');
}

/** Fires what falls due before `target`, each at its own instant, soonest first. */
async function letTimePass(scene: Scene, items: Map<CardContent, WorkItem>, target: Instant): Promise<void> {
  let last: Instant | undefined;
  for (;;) {
    const next = [...items.values()].flatMap(firingTimes).sort()[0];
    if (next === undefined || next >= target) return;
    if (next === last) throw new Error(`What was due at ${next} did not fire.`);
    last = next;
    const { now } = await scene.admin.clock.now();
    if (next > now) await scene.admin.clock.startAt(next);
    await sweep(scene);
    for (const [card, { id }] of items) {
      const read = await scene.app.workItems.read({ authorityId: scene.authorityId, actor: seeder }, id);
      if (read !== null) items.set(card, read.item);
    }
  }
}

function firingTimes(item: WorkItem): Instant[] {
  return item.deadlines.flatMap((deadline) => nextFiringAt(deadline) ?? []);
}

async function sweep({ worker, authorityId }: Scene): Promise<void> {
  let claimed = 0;
  do ({ claimed } = await worker.firings.sweep(authorityId, { seeded: true }, passTime));
  while (claimed > 0);
}

const seeder: Actor = { kind: 'system', name: 'seed' };

async function perform(scene: Scene, step: StepContent, item: WorkItem | undefined): Promise<ChangeOutcome> {
  const ctx: ChangeContext = { authorityId: scene.authorityId, actor: await actorOf(scene, step), seeded: true };
  const { create } = step;
  if (create !== undefined) {
    const command = { id: newId(), reference: '', title: create.title, fields: fieldsOf(create.fields, scene.cast) };
    return scene.app.workItems.create(ctx, 'challenge-card', (facts) => createWorkItem(command, facts));
  }
  if (item === undefined) throw new Error(`${step.at}: the card's first step creates it.`);
  return scene.app.workItems.change(ctx, item.id, decisionOf(step, scene.cast));
}

/** The act of a step as the decision that a request for it would ask for. */
function decisionOf(step: StepContent, cast: Cast): (item: WorkItem, facts: Facts) => Decision {
  const { transition, record, evidence, edit } = step;
  const fields = fieldsOf(step.fields ?? {}, cast);
  if (transition !== undefined) return (item, facts) => transitionWorkItem(item, { transition, fields }, facts);
  if (record !== undefined) return (item, facts) => addRecord(item, record, fields, facts);
  if (evidence !== undefined) {
    const { title, note = null, link = null } = evidence;
    return (item, facts) => addEvidence(item, { title, note, link, file: null }, facts);
  }
  return (item, facts) => editWorkItem(item, { fields: fieldsOf(edit ?? {}, cast) }, facts);
}

async function actorOf({ app, authorityId, cast }: Scene, step: StepContent): Promise<Actor> {
  const personId = personOf(cast.people, step.by);
  const person = await app.people.find(authorityId, personId);
  const { organisation } = await app.reference.load(authorityId);
  const posts = postsOf(personId, organisation, londonDay(instantOf(step.at)));
  return { kind: 'person', personId, name: person?.name ?? step.by, roles: person?.roles ?? [], posts };
}

function fieldsOf(content: Readonly<Record<string, FieldContent>>, cast: Cast): Fields {
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, valueOf(value, cast)]));
}

function valueOf(value: FieldContent, cast: Cast): FieldValue {
  if (value === null || typeof value !== 'object' || !('meeting' in value)) return value;
  const id = cast.panelMeetings.get(value.meeting);
  if (id === undefined) throw new Error(`The demo knows no panel meeting on ${value.meeting}.`);
  return id;
}
