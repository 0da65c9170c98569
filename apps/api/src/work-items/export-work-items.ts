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

/**
 * The whole of a list as comma-separated values, as this caller sees it and as it stood at one moment: an item that moves
 * meanwhile is in it once. Its lines are made before the first byte leaves, so that a slow reader holds no connection.
 */
@Injectable()
export class ExportWorkItems {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ListWorkItems) private readonly lists: ListWorkItems,
  ) {}

  /**
   * It is read and written down before the first byte: a refusal is a refusal, not half a file.
   * @throws Refused 404 for no such workflow, 400 for a column or a filter that it does not have
   */
  async run(caller: Caller, asked: WorkItemExportQuery): Promise<string[]> {
    const definition = newestOf(asked.workflow, caller);
    if (!definition) throw notFound();
    const { columns: columnsAsked, ...filters } = asked;
    const columns = columnsOf(columnsAsked, definition, caller);
    const line = (item: WorkItemListView['items'][number]) => csvLine(columns.flatMap(({ cells }) => cells(item)));
    const pages: string[] = [];
    const goesOn = await this.lists.pages(
      caller,
      { ...filters, limit: pageSize },
      { mostPages, visit: (items) => void pages.push(items.map(line).join('')) },
    );
    const { workflow, ...narrowed } = filters;
    await this.database.exports.note(caller, {
      what: 'work-items',
      workflow,
      columns: columns.map(({ key }) => key),
      filters: narrowed,
    });
    const head = byteOrderMark + csvLine(columns.flatMap(({ header }) => header));
    return [head, ...pages, ...(goesOn ? [theRest] : [])];
  }
}

const theRest = csvLine([
  `The list goes on: a file holds the first ${pageSize * mostPages}. Narrow the list to have the rest.`,
]);
