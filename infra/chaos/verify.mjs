// What must hold after any number of kills, asked of the database, of the providers and of those who wrote.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { takenByNotify } from './notify-scene.mjs';
import { handedOver } from './smtp-scene.mjs';

/** What only a run that has come to its end can be asked; the rest is in the invariants of `kept health invariants`. */
const lostRows = {
  'dates that ran out and never fired': `
    SELECT count(*)::int AS n FROM deadlines d WHERE d.status = 'running' AND d.due_on < app.today() AND NOT EXISTS (
      SELECT FROM firings f WHERE f.authority_id = d.authority_id AND f.work_item_id = d.work_item_id
        AND f.deadline_key = d.key AND f.occurrence = d.occurrence AND f.kind = 'due' AND f.due_on = d.due_on)`,
  'firings without their notice': `
    SELECT count(*)::int AS n FROM firings f WHERE f.kind = 'due' AND NOT EXISTS (
      SELECT FROM notices n WHERE n.authority_id = f.authority_id AND n.work_item_id = f.work_item_id
        AND n.kind IN ('overdue', 'exception') AND n.deadline_key = f.deadline_key AND n.deadline_occurrence = f.occurrence)`,
  'messages without an outcome': 'SELECT count(*)::int AS n FROM outbox WHERE settled_at IS NULL',
  'messages given up': `SELECT count(*)::int AS n FROM outbox WHERE outcome = 'failed'`,
};
/** Invariants that are broken by what was done twice; the others by what is not there. */
const ofOnce = new Set(['fired-once', 'fires-once', 'missed-once', 'told-once', 'message-has-one-row']);

/** One after another, so that what is wrong is said in the same order in every run. */
class Account {
  lost = 0;
  doubled = 0;
  findings = [];

  add(kind, what, count) {
    if (count === 0) return;
    this[kind] += count;
    this.findings.push(`${kind}: ${what}: ${count}`);
  }
}

/**
 * @param {object} stack
 * @param {import('./writers.mjs').Writers} writers
 * @returns {Promise<{ lost: number, doubled: number, findings: string[], due: number, fired: number, sent: number, accepted: number }>}
 */
export async function verify(stack, writers) {
  const account = new Account();
  const count = async (text, values) => (await stack.query(text, values))[0]?.n ?? 0;
  for (const [what, text] of Object.entries(lostRows)) account.add('lost', what, await count(text));
  await jobsAgree(stack, account);
  const { sent, accepted } = await messagesAgree(stack, account);
  await commandsAgree(stack, writers, account);
  const answers = await stack.invariants();
  const unasked = [...ofOnce].filter((key) => !answers.some((answer) => answer.key === key));
  if (unasked.length > 0) throw new Error(`Not asked: ${unasked.join(', ')}. Is everything built?`);
  for (const { key, broken, example } of answers) {
    account.add(ofOnce.has(key) ? 'doubled' : 'lost', `invariant ${key}, for example ${example}`, broken);
  }
  const due = await count("SELECT count(*)::int AS n FROM deadlines WHERE status = 'running' AND due_on < app.today()");
  const fired = await count('SELECT count(*)::int AS n FROM firings');
  return { ...account, due, fired, sent, accepted };
}

/** What each provider took, by outbox id: whether each acceptance was told to whoever sent it. */
function acceptances(stack) {
  const taken = new Map();
  for (const [id, times] of stack.mail.accepted)
    taken.set(
      id,
      Array.from({ length: times }, () => true),
    );
  for (const { id, told } of handedOver(stack.folder)) {
    const outboxId = id.replace(/@.*$/, '');
    taken.set(outboxId, [...(taken.get(outboxId) ?? []), told]);
  }
  // It can be asked, so that there is no reason for a second one.
  for (const id of takenByNotify(stack.folder)) taken.set(id, [...(taken.get(id) ?? []), true]);
  return taken;
}

/** A job names a council and nothing else; whatever else it said, the rows would not know. */
async function jobsAgree(stack, account) {
  if (stack.redis !== null) return;
  const [{ n }] = await stack.query(`SELECT count(*)::int AS n FROM bullmq.job j
    WHERE j.data - 'authorityId' <> '{}'::jsonb OR NOT EXISTS (SELECT FROM authorities a WHERE a.id::text = j.data ->> 'authorityId')`);
  account.add('lost', 'jobs that hold what PostgreSQL does not know', n);
}

async function messagesAgree(stack, account) {
  const rows = await outboxRows(stack);
  const taken = acceptances(stack);
  account.add('doubled', 'outbox keys with two Message-IDs', keysWithTwoIds(stack));
  // A repeat is right after an answer that never came, and once.
  const again = [...taken.values()].filter((told) => told.slice(0, -1).includes(true) || told.length > 2);
  account.add(
    'doubled',
    'messages taken again though their first acceptance was known or could be asked for',
    again.length,
  );
  const told = (row) => taken.has(row.id) || (row.carrier !== null && taken.has(row.carrier));
  const of = (...outcomes) => rows.filter(({ outcome }) => outcomes.includes(outcome));
  account.add(
    'lost',
    'messages said to be sent that no provider took',
    of('sent', 'carried').filter((row) => !told(row)).length,
  );
  account.add(
    'lost',
    'messages of which nobody knows and that no provider took',
    of('unknown').filter((row) => !told(row)).length,
  );
  account.add(
    'doubled',
    'messages taken whose row says that they were not',
    of('withdrawn', 'failed').filter((row) => taken.has(row.id)).length,
  );
  return {
    sent: of('sent', 'carried').length,
    accepted: [...taken.values()].reduce((sum, all) => sum + all.length, 0),
  };
}

/** A row may have been told inside another one, which then names it. */
async function outboxRows(stack) {
  const [{ carries }] = await stack.query(
    `SELECT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'outbox' AND column_name = 'carried_by') AS carries`,
  );
  return stack.query(`SELECT id::text, outcome, ${carries ? 'carried_by::text' : 'NULL'} AS carrier FROM outbox`);
}

function keysWithTwoIds(stack) {
  const idsByKey = new Map();
  const add = (key, id) => idsByKey.set(key, (idsByKey.get(key) ?? new Set()).add(id));
  for (const name of readdirSync(stack.mail.folder).filter((each) => each.endsWith('.eml'))) {
    const head = readFileSync(join(stack.mail.folder, name), 'utf8')
      .split(/\r?\n\r?\n/, 1)[0]
      .replace(/\r?\n[ \t]+/g, ' ');
    add(/^X-Kept-Outbox-Key: (.*)$/im.exec(head)?.[1], /^Message-ID: <(.*)>$/im.exec(head)?.[1]);
  }
  for (const { key, id } of handedOver(stack.folder)) add(key, id);
  return [...idsByKey.values()].filter((ids) => ids.size > 1).length;
}

/** Every acknowledged command is there, under its key, and was carried out once. */
async function commandsAgree(stack, { acked, refused }, account) {
  const rows = await stack.query(
    `SELECT k.key, k.work_item_id::text AS id, w.version >= k.version AS stands FROM idempotency_keys k
     LEFT JOIN work_items w ON w.authority_id = k.authority_id AND w.id = k.work_item_id`,
  );
  const kept = new Map(rows.map((row) => [row.key, row]));
  const missing = acked.filter(({ key, id }) => kept.get(key)?.id !== id || kept.get(key)?.stands !== true);
  account.add('lost', 'acknowledged commands that are not there', missing.length);
  const [{ n }] = await stack.query(
    'SELECT count(*)::int AS n FROM (SELECT FROM work_items GROUP BY workflow, title HAVING count(*) > 1) twice',
  );
  account.add('doubled', 'commands carried out twice', n);
  account.add('lost', `commands refused (${[...new Set(refused)].join(', ')})`, refused.length);
}
