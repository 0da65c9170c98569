// What chance meets too seldom is played once in every run. Each scene shows what one guard is for: with the guard switched
// off, something breaks in it.
import { setTimeout as wait } from 'node:timers/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf, jumpTo, morningOf, untilQuiet } from './time.mjs';
import { lease } from './stack.mjs';

/** Every item as it is read, but that nothing of it has fired. */
const forgetful = `
  ALTER FUNCTION app.items_json(uuid, uuid[]) RENAME TO items_json_with_firings;
  CREATE FUNCTION app.items_json(p_authority uuid, p_items uuid[]) RETURNS json LANGUAGE sql STABLE AS $$
    SELECT coalesce(json_agg(json_build_object('item', each -> 'item', 'fired', '[]'::json)), '[]')
    FROM json_array_elements(app.items_json_with_firings(p_authority, p_items)) each
  $$;
  GRANT EXECUTE ON FUNCTION app.items_json TO kept_app, kept_worker`;

/** The key of firings, and the list of what has fired that a plan made anew is held against: both gone, in this database alone. */
export async function dropUniqueFiring(stack) {
  await stack.query('ALTER TABLE firings DROP CONSTRAINT firings_pkey');
  await stack.query(forgetful);
}

/** A day is declared a holiday and taken back: dates that had run out move a day on and back, and are planned anew. */
export async function datesThereAndBack(stack, writers, now) {
  const { children } = stack;
  await untilQuiet(stack);
  await Promise.all([children.worker_a, children.worker_b].map((worker) => worker.stop()));
  const holiday = dayOf(morningOf(4));
  const asked = { add: [{ date: holiday, name: 'A day of thanks' }], reason: 'Announced' };
  const added = await insist(() => writers.ask('POST', '/calendars/england-and-wales/changes', { body: asked }));
  await insist(() => writers.ask('POST', `/calendars/changes/${added.body.change}/undo`, { body: {} }));
  const planned = await stack.query(
    `SELECT count(*)::int AS n FROM deadlines d JOIN firings f USING (authority_id, work_item_id, occurrence)
     WHERE f.deadline_key = d.key AND f.kind = 'due' AND f.due_on = d.due_on AND d.next_firing_at <= app.now()`,
  );
  for (const worker of [children.worker_a, children.worker_b]) worker.revive();
  await untilQuiet(stack);
  return `${planned[0].n} dates that had fired were planned again on ${dayOf(now)}`;
}

async function insist(ask) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await ask();
    if (answer !== null && answer.status < 500) {
      if (answer.status === 200) return answer;
      throw new Error(`The API answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    await wait(100);
  }
  throw new Error('The API did not answer.');
}

/** A scene that was not played shows nothing, however busy the machine is. */
const playedWithin = 90_000;

/** One worker alone, which stops existing right after a message was taken and before its row says so. */
export async function killedAfterHandOver(stack, writers) {
  const { worker_a: killed, worker_b: other } = stack.children;
  await other.stop();
  await killed.replace({ KEPT_FAILPOINT: 'sender.afterPost:1' });
  const gone = killed.ended;
  await writers.raiseCards(3);
  const isGone = await Promise.race([gone.then(() => true), wait(playedWithin).then(() => false)]);
  if (!isGone) throw new Error('No worker handed a message over.');
  other.revive();
  await untilQuiet(stack);
  return 'a worker ended between the acceptance of a message and its row';
}

/** A worker is frozen with messages in its hands until another has sent them, and then thawed. */
export async function frozenBeyondLease(stack, writers, number) {
  const { worker_a: frozen, worker_b: other } = stack.children;
  await other.stop();
  await frozen.replace();
  await writers.raiseCards(40);
  await jumpTo(stack, morningOf(number));
  // One mail carries all that waits, so news has to come in while the moment is looked for.
  writers.start();
  const caught = await freezeWithUnsent(stack, frozen).finally(() => writers.stop());
  await wait(lease * 1_000);
  other.revive();
  const until = Date.now() + playedWithin;
  while (Date.now() < until && (await stillUnsettled(stack, caught)) > 0) await wait(200);
  frozen.signal('SIGCONT');
  await wait(1_500);
  await untilQuiet(stack);
  return `a worker slept beyond its lease with ${caught.length} messages unsent`;
}

/** Freeze it when it holds messages that are not in the folder yet. @returns {Promise<string[]>} their ids */
async function freezeWithUnsent(stack, worker) {
  const until = Date.now() + playedWithin;
  const held =
    'SELECT id::text FROM outbox WHERE settled_at IS NULL AND lease_token IS NOT NULL AND available_at > app.now()';
  while (Date.now() < until) {
    if ((await stack.query(held)).length === 0) {
      await wait(3);
      continue;
    }
    worker.signal('SIGSTOP');
    await wait(30);
    const ids = (await stack.query(held)).map(({ id }) => id);
    const unsent = ids.filter((id) => !existsSync(join(stack.mail.folder, `${id}@kept.local.eml`)));
    if (unsent.length > 0) return unsent;
    worker.signal('SIGCONT');
    await wait(20);
  }
  throw new Error('No worker was caught with messages in its hands.');
}

async function stillUnsettled(stack, ids) {
  const text = 'SELECT count(*)::int AS n FROM outbox WHERE settled_at IS NULL AND id = ANY($1)';
  return (await stack.query(text, [ids]))[0].n;
}
