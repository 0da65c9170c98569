import { Inject, Injectable } from '@nestjs/common';
import { addDays, addMonths, readingAges, scopeOf, type ReadingAge, type WorkflowDefinition } from '@kept/domain';
import type { WordCountQuery, WordCountView } from '@kept/contracts';
import type { Database, WordMonth } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';

/** How often listed words were used and mended in texts for young people, as far as the caller sees the items. */
@Injectable()
export class CountWords {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, query: WordCountQuery): Promise<WordCountView> {
    const { authorityId, today, reference, actor } = caller;
    const { month = today.slice(0, 7), limit, cursor } = query;
    const scope = scopeOf(reference.definitions, actor);
    const page = { ...daysOf(month), limit, ...(cursor !== undefined && { cursor }) };
    const [year, { rows, nextCursor }] = await Promise.all([
      this.database.words.months(authorityId, { ...daysOf(month), from: addMonths(`${month}-01`, -11) }, scope),
      this.database.words.counted(authorityId, page, scope),
    ]);
    const own = year.filter((each) => each.month === month);
    const said = (key: string) => reference.words.find((word) => word.key === key)?.word ?? key;
    const definition = (key: string) => reference.definitions.findLast((each) => each.key === key);
    const title = (key: string) => definition(key)?.title.officer ?? key;
    return {
      month,
      ...sumOf(own),
      months: groupsOf(year, (row) => row.month).map((group) => ({ month: group[0]!.month, ...sumOf(group) })),
      groups: groupsOf(own, ({ workflow, team }) => `${workflow} ${team}`).map((group) => {
        const { workflow, team } = group[0]!;
        return { workflow, title: title(workflow), team, ...sumOf(group) };
      }),
      words: groupsOf(own, (row) => row.word).map((group) => ({ word: said(group[0]!.word), ...sumOf(group) })),
      rows: rows.map((row) => ({ ...row, text: textLabel(row.text, definition(row.workflow)), word: said(row.word) })),
      nextCursor,
    };
  }
}

const parts: Readonly<Record<string, string>> = {
  asked: 'You asked',
  did: 'What we did',
  couldNot: 'What we could not do and why',
};
const ages: Readonly<Record<ReadingAge, string>> = {
  '7-11': 'age 7 to 11',
  '11-16': 'age 11 to 16',
  '16-plus': 'age 16 and over',
};

/** What the pages call a text: a field, a field of a record, or one of those for the public page. */
function textLabel(text: string, definition: WorkflowDefinition | undefined): string {
  return publicTextLabel(text) ?? recordTextLabel(text, definition) ?? definition?.fields[text]?.label ?? text;
}

/** Of `did-7-11`. */
function publicTextLabel(text: string): string | undefined {
  const age = readingAges.find((each) => text.endsWith(`-${each}`));
  if (age === undefined) return undefined;
  const part = parts[text.slice(0, -age.length - 1)];
  return part && `${part}, for ${ages[age]}`;
}

/** Of `updates.2.text`. */
function recordTextLabel(text: string, definition: WorkflowDefinition | undefined): string | undefined {
  const [kind = '', no, key = ''] = text.split('.');
  const record = definition?.records[kind];
  return record && `${record.label} ${no}: ${record.fields[key]?.label ?? key}`;
}

function daysOf(month: string): { from: string; to: string } {
  const from = `${month}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

function sumOf(rows: readonly WordMonth[]): { used: number; mended: number } {
  const sum = (of: (row: WordMonth) => number) => rows.reduce((total, row) => total + of(row), 0);
  return { used: sum((row) => row.used), mended: sum((row) => row.mended) };
}

/** In the order of their first rows; none is empty. */
function groupsOf(rows: readonly WordMonth[], keyOf: (row: WordMonth) => string): WordMonth[][] {
  const groups = new Map<string, WordMonth[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
}
