// What must hold after any number of kills, asked of the database and of the mail folder.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const one = async (admin, sql) => (await admin.query(sql)).rows[0]?.n ?? 0;

/** Firings still to come from what is due, and messages without an outcome. */
export async function outstanding(admin) {
  const due = await one(admin, 'SELECT count(*)::int AS n FROM deadlines WHERE next_firing_at <= app.now()');
  const unsent = await one(admin, 'SELECT count(*)::int AS n FROM outbox WHERE settled_at IS NULL');
  return { due, unsent };
}

/** Every question counts what is wrong; 0 everywhere = nothing lost, nothing doubled. */
const lostRows = {
  'a deadline that ran out and never fired': `
    SELECT count(*)::int AS n FROM deadlines d WHERE d.due_on < app.today() AND NOT EXISTS (
      SELECT FROM firings f WHERE f.authority_id = d.authority_id AND f.work_item_id = d.work_item_id
        AND f.deadline_key = d.key AND f.occurrence = d.occurrence AND f.kind = 'due')`,
  'a firing without its event': `
    SELECT (SELECT count(*) FROM firings WHERE kind = 'due')::int
      - (SELECT count(*) FROM work_item_events WHERE type = 'deadline-missed')::int AS n`,
  'a firing without its notice': `
    SELECT count(*)::int AS n FROM firings f WHERE f.kind = 'due' AND NOT EXISTS (
      SELECT FROM notices n WHERE n.authority_id = f.authority_id AND n.work_item_id = f.work_item_id
        AND n.kind = 'overdue' AND n.deadline_key = f.deadline_key AND n.deadline_occurrence = f.occurrence)`,
  'a notice without its outbox row': `
    SELECT count(*)::int AS n FROM notices n WHERE NOT EXISTS (
      SELECT FROM outbox o WHERE o.authority_id = n.authority_id AND o.id = n.id)`,
  'a message not sent': `SELECT count(*)::int AS n FROM outbox WHERE outcome IS DISTINCT FROM 'sent'`,
};
const doubledRows = {
  'two firings of one deadline': `
    SELECT count(*)::int AS n FROM (SELECT FROM firings
      GROUP BY authority_id, work_item_id, deadline_key, occurrence, kind, mark, due_on HAVING count(*) > 1) twice`,
  'two events of one firing': `
    SELECT count(*)::int AS n FROM (SELECT FROM work_item_events WHERE type = 'deadline-missed'
      GROUP BY authority_id, work_item_id, fields ->> 'deadline', fields ->> 'occurrence' HAVING count(*) > 1) twice`,
  'two notices of one firing': `
    SELECT count(*)::int AS n FROM (SELECT FROM notices WHERE kind = 'overdue'
      GROUP BY authority_id, work_item_id, deadline_key, deadline_occurrence, due_on, post HAVING count(*) > 1) twice`,
  'two outbox rows of one key': `
    SELECT count(*)::int AS n FROM (SELECT FROM outbox GROUP BY authority_id, unique_key HAVING count(*) > 1) twice`,
};

/** @returns {Promise<{ lost: number, doubled: number, due: number, fired: number, sent: number, findings: string[] }>} */
export async function verify({ admin, folder, invariants }) {
  const findings = [];
  const count = async (questions) => {
    let wrong = 0;
    for (const [what, sql] of Object.entries(questions)) {
      const found = Math.abs(await one(admin, sql));
      if (found > 0) findings.push(`${what}: ${found}`);
      wrong += found;
    }
    return wrong;
  };
  let lost = await count(lostRows);
  let doubled = await count(doubledRows);
  const mail = await mailAgrees(admin, folder, findings);
  lost += mail.lost;
  doubled += mail.doubled;
  for (const { key, broken, example } of await invariants()) {
    if (broken === 0) continue;
    findings.push(`invariant ${key}: ${broken}, for example ${example}`);
    lost += broken;
  }
  const due = await one(admin, 'SELECT count(*)::int AS n FROM deadlines WHERE due_on < app.today()');
  const fired = await one(admin, "SELECT count(*)::int AS n FROM firings WHERE kind = 'due'");
  return { lost, doubled, due, fired, sent: mail.sent, findings };
}

/** Doubled = two different Message-IDs for one outbox key; lost = a row said to be sent without its file. */
async function mailAgrees(admin, folder, findings) {
  const { rows } = await admin.query("SELECT id::text FROM outbox WHERE outcome = 'sent'");
  const idsByKey = new Map();
  const found = new Set();
  const files = readdirSync(join(folder, 'mail')).filter((name) => name.endsWith('.eml'));
  for (const file of files) {
    const head = readFileSync(join(folder, 'mail', file), 'utf8')
      .split(/\r?\n\r?\n/, 1)[0]
      .replace(/\r?\n[ \t]+/g, ' ');
    const id = /^Message-ID: <(.*)>$/im.exec(head)?.[1];
    const key = /^X-Kept-Outbox-Key: (.*)$/im.exec(head)?.[1];
    idsByKey.set(key, (idsByKey.get(key) ?? new Set()).add(id));
    found.add(id);
  }
  const doubled = [...idsByKey.values()].filter((ids) => ids.size > 1).length;
  const lost = rows.filter(({ id }) => !found.has(`${id}@kept.local`)).length;
  const unasked = found.size - (rows.length - lost);
  if (doubled > 0) findings.push(`outbox keys with two Message-IDs: ${doubled}`);
  if (lost > 0) findings.push(`messages said to be sent without a file: ${lost}`);
  if (unasked > 0) findings.push(`files of messages that are not said to be sent: ${unasked}`);
  return { lost, doubled: doubled + unasked, sent: found.size };
}
