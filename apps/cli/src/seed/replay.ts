import type { ChangeContext, ChangeOutcome, Database } from '@kept/database';
import { createWorkItem, londonDay, londonInstant, passTime } from '@kept/domain';
import type { Instant, Organisation, WorkItem } from '@kept/domain';
import { v7 as newId } from 'uuid';
import { actOf } from './acts.js';
import type { StoryFile } from './content.js';
import { actorNamed, publishCard } from './publish-card.js';
import type { Cast } from './save-organisation.js';
import { timelineOf } from './timeline.js';
import type { Scheduled } from './timeline.js';
import { fieldsOf } from './values.js';

/** The demo's three ways into the database: each act goes in by the role that would do it for real. */
export interface SeedDatabases {
  admin: Database;
  app: Database;
  worker: Database;
}

interface Scene extends SeedDatabases {
  authorityId: string;
  cast: Cast;
  organisation: Organisation;
  /** The id of each story's item, and its reference, by the story's name. */
  ids: Map<string, string>;
  references: Map<string, string>;
}

/**
 * Replays the stories of all files in one order of time, through the same decisions that officers' requests go through,
 * the clock standing at each step's own time. Between steps time passes: what falls due fires at its own instant, marked
 * seeded, and nobody is told. Only steps before `until` happen; what is due on the day of `until` is left to the worker.
 *
 * @throws Error naming the file, the story and the step, when a step is refused: the demo and a definition disagree
 */
export async function replayStories(
  place: SeedDatabases & { authorityId: string; cast: Cast },
  files: readonly StoryFile[],
  until: Instant,
): Promise<void> {
  const { organisation } = await place.app.reference.load(place.authorityId);
  const scene: Scene = { ...place, organisation, ids: new Map(), references: new Map() };
  const morning = londonInstant(londonDay(until), '00:00');
  let clockAt: Instant = '';
  for (const scheduled of timelineOf(files, until)) {
    const { at } = scheduled;
    await letTimePass(scene, at < morning ? at : morning);
    // Steps of one time follow each other while the clock runs on.
    if (at !== clockAt) await scene.admin.clock.startAt(at);
    clockAt = at;
    await play(scene, scheduled);
  }
  await letTimePass(scene, morning);
}

/**
 * Fires what falls due before `target`, each at its own instant, soonest first. Asking for the next firing is cheap;
 * nothing is swept while nothing is due.
 */
async function letTimePass({ admin, worker, authorityId }: Scene, target: Instant): Promise<void> {
  for (;;) {
    const next = await worker.firings.nextAt(authorityId);
    if (next === null || next >= target) return;
    await admin.clock.startAt(next);
    const { claimed, refused, faults } = await worker.firings.sweep(
      authorityId,
      { seeded: true, batch: 2000 },
      passTime,
    );
    if (claimed === 0 || refused > 0)
      throw new Error(`What was due at ${next} did not fire.`, { cause: faults[0]?.error });
  }
}

async function play(scene: Scene, scheduled: Scheduled): Promise<void> {
  const { file, story, step, at } = scheduled;
  const fail = (why: string, cause?: unknown): never => {
    throw new Error(`${file}, ${story}, ${step.at}: ${why}`, { cause });
  };
  if (step.publish !== undefined) {
    const id = scene.ids.get(story) ?? fail('A story begins with the step that creates its item.');
    const { by, publish } = step;
    await publishCard(scene, { by, publish }, { id, at }).catch((error: unknown) =>
      fail((error as Error).message, error),
    );
    return;
  }
  const outcome = await perform(scene, scheduled).catch((error: unknown) => fail((error as Error).message, error));
  if (outcome.kind !== 'changed') return fail(reasonOf(outcome));
  keep(scene, story, outcome.item);
  if (step.opens === undefined) return;
  const opened = await openedBy(scene, outcome.item);
  keep(scene, step.opens, opened ?? fail('Nothing was opened.'));
}

function reasonOf(outcome: ChangeOutcome): string {
  if (outcome.kind !== 'refused') return outcome.kind;
  return [outcome.refusal.detail, ...outcome.refusal.missing.map(({ field, text }) => `${field}: ${text}`)].join(' ');
}

function keep({ ids, references }: Scene, name: string, { id, reference }: WorkItem): void {
  ids.set(name, id);
  references.set(name, reference);
}

/** The item that the last link of this one leads to. */
async function openedBy({ app, authorityId }: Scene, { links }: WorkItem): Promise<WorkItem | undefined> {
  const to = links.at(-1)?.to;
  if (to === undefined) return undefined;
  return (await app.workItems.read({ authorityId, actor: { kind: 'system', name: 'seed' } }, to))?.item;
}

async function perform(scene: Scene, { workflow, story, step, at }: Scheduled): Promise<ChangeOutcome> {
  const { app, authorityId, ids } = scene;
  const ctx: ChangeContext = { authorityId, actor: actorNamed(scene, step.by, at), seeded: true };
  const { create } = step;
  if (create !== undefined) {
    const { title, ownerPost, fields = {} } = create;
    const command = { id: newId(), reference: '', title, ownerPost, fields: fieldsOf(fields, scene) };
    return app.workItems.create(ctx, workflow, (facts) => createWorkItem(command, facts));
  }
  const id = ids.get(story);
  if (id === undefined) throw new Error('A story begins with the step that creates its item.');
  return app.workItems.change(ctx, id, actOf(step, scene));
}
