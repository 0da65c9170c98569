import { Inject, Injectable } from '@nestjs/common';
import {
  countsIn,
  extractColumns,
  extractFields,
  readExtract,
  reasonWords,
  reasonsOf,
  reasonsWithoutSchool,
  requiredColumns,
  type CohortChild,
  type CohortFilter,
  type Extract,
  type ExtractFault,
} from '@kept/domain';
import type { CohortImportView } from '@kept/contracts';
import type { Database, NewSnapshot } from '@kept/database';
import { readCsvLines } from '@kept/documents';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { incomplete } from '../http/problem.js';
import { requireCohort } from './find-cohort.js';
import type { ImportRequest } from './read-import-form.js';

const mostFaults = 100;
/** Lines beyond this are no month of one council. */
const mostLines = 20_000;
const unreadable = {
  'too-long': `A file may have ${mostLines} lines.`,
  broken: 'Quotation marks do not pair up here: mend the line, or save the file as CSV again.',
};

/** Takes a month's extract in, whole or not at all; a dry run says what it would do, and every fault. */
@Injectable()
export class ImportCohort {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, cohort: string, request: ImportRequest): Promise<CohortImportView> {
    requireCohort(cohort);
    const { asOn, fileName, dryRun } = request;
    if (asOn > caller.today) throw incomplete([{ field: 'asOn', text: 'The day must not lie ahead.' }]);
    const { header, extract } = readFile(request);
    const snapshot: NewSnapshot = { cohort, asOn, ...extract, fileName, note: null };
    const { authorityId, actor } = caller;
    const { cohorts } = this.database;
    if (dryRun === 'true') {
      const effect = extract.faults.length > 0 ? 'new' : await cohorts.foresee(authorityId, snapshot);
      return present(request, { header, extract }, { outcome: 'preview', id: null, effect });
    }
    if (extract.faults.length > 0) throw refusalOf(extract.faults);
    const effect = await cohorts.foresee(authorityId, snapshot);
    const { kind, id } = await cohorts.import({ authorityId, actor }, snapshot);
    return present(request, { header, extract }, { outcome: kind, id, effect: kind === 'unchanged' ? kind : effect });
  }
}

interface ReadFile {
  header: readonly string[];
  extract: Extract;
}

function readFile({ text, whole, columns }: ImportRequest): ReadFile {
  const read = readCsvLines(text, mostLines);
  const lines = read.ok ? read.lines : [];
  const chosen = Object.fromEntries(Object.entries(columns ?? {}).filter(([, header]) => header !== ''));
  const extract = readExtract(lines, { whole: whole === 'true', chosen });
  const header = lines[0]?.cells ?? [];
  if (read.ok) return { header, extract };
  const fault = { line: read.line, column: '_', text: unreadable[read.why] };
  return { header, extract: { ...extract, faults: [fault] } };
}

/** Each fault by its line and column. */
function refusalOf(faults: readonly ExtractFault[]) {
  const missing = faults.slice(0, mostFaults).map(({ line, column, text }) => ({
    field: column === '_' ? `line ${line}` : `line ${line}, ${column}`,
    text,
  }));
  const words = faults.length === 1 ? 'one thing in the file is' : `${faults.length} things in the file are`;
  return incomplete(missing, `Nothing was imported: ${words} missing or untrue.`);
}

function present(
  { asOn }: ImportRequest,
  { header, extract }: ReadFile,
  done: Pick<CohortImportView, 'outcome' | 'id' | 'effect'>,
): CohortImportView {
  const { children, sizes, faults, places } = extract;
  return {
    ...done,
    asOn,
    lines: extract.lines,
    children: children.length,
    size: sizes && {
      children: sizes.reduce((sum, each) => sum + each.children, 0),
      withPlan: sizes.reduce((sum, each) => sum + each.withPlan, 0),
    },
    columns: extractFields.map((field) => {
      const place = places[field];
      const required = requiredColumns.includes(field);
      return {
        field,
        label: extractColumns[field].label,
        required,
        header: place === undefined ? null : (header[place] ?? null),
      };
    }),
    headers: header.filter((name) => name !== ''),
    ignored: extract.ignored,
    figures: figuresOf(children),
    faults: faults.slice(0, mostFaults),
    faultCount: faults.length,
  };
}

function figuresOf(children: readonly CohortChild[]): CohortImportView['figures'] {
  const cells = children.map((child) => ({ ...child, reasons: reasonsOf(child), tracked: false }));
  const count = (filter: CohortFilter): number => cells.filter((cell) => countsIn(cell, filter)).length;
  return reasonsWithoutSchool.map((reason) => ({
    label: reasonWords[reason].label,
    all: count({ reason }),
    withPlan: count({ reason, plan: 'with' }),
    withoutPlan: count({ reason, plan: 'without' }),
  }));
}
