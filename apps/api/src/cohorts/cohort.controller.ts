import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import {
  cohortChildrenQuery,
  cohortChildrenView,
  cohortImportView,
  cohortImportsView,
  cohortQuery,
  cohortView,
  idOrReference,
} from '@kept/contracts';
import type {
  CohortChildrenQuery,
  CohortChildrenView,
  CohortImportView,
  CohortImportsView,
  CohortQuery,
  CohortView,
} from '@kept/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { importsCohorts, readsCohortChildren, readsCohorts } from './cohort.policy.js';
import { ImportCohort } from './import-cohort.js';
import { ListCohortChildren } from './list-cohort-children.js';
import { ListImports } from './list-imports.js';
import { ReadCohort } from './read-cohort.js';
import { readImportForm } from './read-import-form.js';

const importForm = {
  type: 'object' as const,
  required: ['file', 'asOn'],
  properties: {
    file: { type: 'string' as const, format: 'binary' },
    asOn: { type: 'string' as const, format: 'date' },
    dryRun: { type: 'string' as const, enum: ['true', 'false'] },
    whole: { type: 'string' as const, enum: ['true', 'false'] },
    columns: { type: 'string' as const, description: 'JSON: field → header' },
  },
};

@Controller('api/cohorts/:cohort')
export class CohortController {
  constructor(
    @Inject(ReadCohort) private readonly reading: ReadCohort,
    @Inject(ListCohortChildren) private readonly lists: ListCohortChildren,
    @Inject(ImportCohort) private readonly imports: ImportCohort,
    @Inject(ListImports) private readonly importLists: ListImports,
  ) {}

  @Get()
  @Policed(readsCohorts)
  @Answers(200, cohortView, 400, 401, 403, 404)
  read(
    @CurrentCaller() caller: Caller,
    @Param('cohort', { schema: idOrReference }) cohort: string,
    @Query({ schema: cohortQuery }) query: CohortQuery,
  ): Promise<CohortView> {
    return this.reading.run(caller, cohort, query);
  }

  @Get('children')
  @Policed(readsCohortChildren)
  @Answers(200, cohortChildrenView, 400, 401, 403, 404)
  children(
    @CurrentCaller() caller: Caller,
    @Param('cohort', { schema: idOrReference }) cohort: string,
    @Query({ schema: cohortChildrenQuery }) query: CohortChildrenQuery,
  ): Promise<CohortChildrenView> {
    return this.lists.run(caller, cohort, query);
  }

  @Get('imports')
  @Policed(readsCohortChildren)
  @Answers(200, cohortImportsView, 401, 403, 404)
  listImports(
    @CurrentCaller() caller: Caller,
    @Param('cohort', { schema: idOrReference }) cohort: string,
  ): Promise<CohortImportsView> {
    return this.importLists.run(caller, cohort);
  }

  /** 201 where a snapshot was made; 200 for a dry run, and where this very extract holds already. */
  @Post('imports')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: importForm })
  @Policed(importsCohorts)
  @Answers(201, cohortImportView, 400, 401, 403, 404, 413, 415, 422)
  async import(
    @CurrentCaller() caller: Caller,
    @Param('cohort', { schema: idOrReference }) cohort: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CohortImportView> {
    const imported = await this.imports.run(caller, cohort, await readImportForm(request));
    if (imported.outcome !== 'imported') void reply.status(200);
    else void reply.header('Location', `/api/cohorts/${cohort}?on=${imported.asOn}`);
    return imported;
  }

  @Post('imports/:id/undo')
  @HttpCode(200)
  @Policed(importsCohorts)
  @Answers(200, cohortImportsView, 401, 403, 404, 409)
  undo(
    @CurrentCaller() caller: Caller,
    @Param('cohort', { schema: idOrReference }) cohort: string,
    @Param('id', { schema: idOrReference }) id: string,
  ): Promise<CohortImportsView> {
    return this.importLists.undo(caller, cohort, id);
  }
}
