import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { workItemCountsQuery, workItemCountsView, workItemExportQuery } from '@kept/contracts';
import type { WorkItemCountsQuery, WorkItemCountsView, WorkItemExportQuery } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { CountWorkItems } from './count-work-items.js';
import { ExportWorkItems } from './export-work-items.js';
import { exportsWorkItems, readsWorkItems } from './work-item.policy.js';

/** What belongs to a list of items beside its pages. */
@Controller('api/work-items')
export class WorkItemListController {
  constructor(
    @Inject(CountWorkItems) private readonly counting: CountWorkItems,
    @Inject(ExportWorkItems) private readonly exporting: ExportWorkItems,
  ) {}

  @Get('counts')
  @Policed(readsWorkItems)
  @Answers(200, workItemCountsView, 400, 401, 404)
  counts(
    @CurrentCaller() caller: Caller,
    @Query({ schema: workItemCountsQuery }) query: WorkItemCountsQuery,
  ): Promise<WorkItemCountsView> {
    return this.counting.run(caller, query);
  }

  /** Always to be saved, never to be shown by the browser. */
  @Get('export.csv')
  @ApiProduces('text/csv')
  @Policed(exportsWorkItems)
  @Answers(200, null, 400, 401, 404)
  async file(
    @CurrentCaller() caller: Caller,
    @Query({ schema: workItemExportQuery }) query: WorkItemExportQuery,
  ): Promise<StreamableFile> {
    const lines = await this.exporting.run(caller, query);
    const type = 'text/csv; charset=utf-8';
    return new StreamableFile(Readable.from(lines), {
      type,
      disposition: `attachment; filename="${query.workflow}.csv"`,
    });
  }
}
