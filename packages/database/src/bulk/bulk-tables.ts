import type { Columns } from './copy-text.js';

/** A table that a load fills, beside `authority_id`, which the load gives to every row. */
export interface BulkTable {
  name: string;
  columns: Columns;
  /** What is written, where it is not the columns as they were copied. */
  insert?: { columns: string; select: string };
}

const deadlines: Columns = {
  work_item_id: 'plain',
  key: 'plain',
  occurrence: 'plain',
  rule: 'plain',
  basis: 'plain',
  versions: 'json',
  started_on: 'plain',
  started_at: 'plain',
  statutory_on: 'plain',
  calculated_on: 'plain',
  agreed_on: 'plain',
  scheduled_on: 'plain',
  due_on: 'plain',
  due_at: 'plain',
  met_on: 'plain',
  status: 'plain',
  extensions: 'json',
  suspensions: 'json',
  exceptions: 'json',
  receipt: 'json',
  reminders: 'json',
  escalation: 'plain',
  ignores_quiet_hours: 'plain',
  plan: 'json',
  next_firing_at: 'plain',
};

const workItems: Columns = {
  id: 'plain',
  workflow: 'plain',
  definition_version: 'plain',
  title: 'plain',
  state: 'plain',
  entered_at: 'plain',
  returns_to: 'plain',
  part_of: 'plain',
  level: 'plain',
  closed: 'plain',
  exempt: 'plain',
  classification: 'plain',
  restricted_to_posts: 'list',
  restricted_to_people: 'list',
  hidden_from: 'list',
  owner_post: 'plain',
  contributors: 'list',
  fields: 'json',
  next_due_on: 'plain',
  awaits_meeting: 'plain',
  done_by: 'json',
  version: 'plain',
  firing_steps: 'plain',
  created_at: 'plain',
  created_by: 'plain',
  reference: 'plain',
};

const evidence: Columns = {
  work_item_id: 'plain',
  no: 'plain',
  title: 'plain',
  note: 'plain',
  link: 'plain',
  file_name: 'plain',
  file_sha256: 'plain',
  file_bytes: 'plain',
  file_media_type: 'plain',
  added_at: 'plain',
  added_by: 'plain',
};

const events: Columns = {
  work_item_id: 'plain',
  version: 'plain',
  steps_version: 'plain',
  type: 'plain',
  actor_id: 'plain',
  actor_name: 'plain',
  at: 'plain',
  occurred_on: 'plain',
  from_state: 'plain',
  to_state: 'plain',
  fields: 'json',
  reason: 'plain',
  after: 'json',
};

const firings: Columns = {
  work_item_id: 'plain',
  deadline_key: 'plain',
  occurrence: 'plain',
  kind: 'plain',
  mark: 'plain',
  due_on: 'plain',
  planned_at: 'plain',
  fired_at: 'plain',
  late: 'plain',
  seeded: 'plain',
};

/** Everything that an item's life leaves in the database, in the order of the foreign keys. */
export const bulkTables = {
  items: { name: 'work_items', columns: workItems },
  deadlines: { name: 'deadlines', columns: deadlines },
  records: {
    name: 'work_item_records',
    columns: {
      work_item_id: 'plain',
      kind: 'plain',
      no: 'plain',
      fields: 'json',
      added_at: 'plain',
      added_by: 'plain',
    },
  },
  evidence: { name: 'work_item_evidence', columns: evidence },
  links: {
    name: 'work_item_links',
    columns: {
      work_item_id: 'plain',
      no: 'plain',
      to_item: 'plain',
      kind: 'plain',
      added_at: 'plain',
      added_by: 'plain',
    },
  },
  events: { name: 'work_item_events', columns: events },
  firings: { name: 'firings', columns: firings },
  audit: {
    name: 'audit.entries',
    columns: { id: 'plain', action: 'plain', actor: 'plain', object_id: 'plain', canonical: 'plain' },
    // As app.write_effects makes them: the bytes, and the leaf over the bytes.
    insert: {
      columns: 'id, action, actor, object_id, canonical, leaf',
      select: `id, action, actor, object_id, convert_to(canonical, 'UTF8'), sha256('\\x00'::bytea || convert_to(canonical, 'UTF8'))`,
    },
  },
  salted: { name: 'audit.entry_values', columns: { entry_id: 'plain', salted: 'json' } },
} as const satisfies Readonly<Record<string, BulkTable>>;

export type BulkTableKey = keyof typeof bulkTables;

export const bulkTableKeys = Object.keys(bulkTables) as BulkTableKey[];
