import { Module } from '@nestjs/common';
import { CohortController } from './cohort.controller.js';
import { ImportCohort } from './import-cohort.js';
import { ListCohortChildren } from './list-cohort-children.js';
import { ListImports } from './list-imports.js';
import { ReadCohort } from './read-cohort.js';

@Module({ controllers: [CohortController], providers: [ReadCohort, ListCohortChildren, ImportCohort, ListImports] })
export class CohortModule {}
