import { Inject, Injectable } from '@nestjs/common';
import type { WorkItemExportQuery, WorkItemListView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { byteOrderMark, csvLine } from '../http/csv.js';
import { notFound } from '../http/problem.js';
import { columnsOf } from '../rows/list-columns.js';
import { newestOf } from '../rows/list-query.js';
import { ListWorkItems } from './list-work-items.js';

const pageSize = 200;
/** A spreadsheet of more is no list that anybody reads; the last line then says so. */
const mostPages = 50;

/** The whole of a list as comma-separated values, as this caller sees it: page after page, none of them kept in memory. */
@Injectable()
export class ExportWorkItems {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ListWorkItems) private readonly lists: ListWorkItems,
  ) {}

  /**
   * The first page is read and the export written down before the first byte: a refusal is a refusal, not half a file.
   * @throws Refused 404 for no such workflow, 400 for a column or a filter that it does not have
   */
  async run(caller: Caller, asked: WorkItemExportQuery): Promise<AsyncIterable<string>> {
    const definition = newestOf(asked.workflow, caller);
    if (!definition) throw notFound();
    const { columns: columnsAsked, ...filters } = asked;
    const columns = columnsOf(columnsAsked, definition, caller);
    const page = (cursor?: string) =>
      this.lists.run(caller, { ...filters, limit: pageSize, ...(cursor !== undefined && { cursor }) });
    const first = await page();
    const { workflow, ...narrowed } = filters;
    await this.database.exports.note(caller, {
      what: 'work-items',
      workflow,
      columns: columns.map(({ key }) => key),
      filters: narrowed,
    });
    const line = (item: WorkItemListView['items'][number]) => csvLine(columns.flatMap(({ cells }) => cells(item)));
    const head = byteOrderMark + csvLine(columns.flatMap(({ header }) => header));
    return pages({ head, first, page, line });
  }
}

interface Paged {
  head: string;
  first: WorkItemListView;
  page: (cursor: string) => Promise<WorkItemListView>;
  line: (item: WorkItemListView['items'][number]) => string;
}

async function* pages({ head, first, page, line }: Paged): AsyncGenerator<string> {
  yield head;
  let now = first;
  for (let count = 1; ; count += 1) {
    yield now.items.map(line).join('');
    if (now.nextCursor === null) return;
    if (count === mostPages) break;
    now = await page(now.nextCursor);
  }
  yield csvLine([
    `The list goes on: a file holds the first ${pageSize * mostPages}. Narrow the list to have the rest.`,
  ]);
}
