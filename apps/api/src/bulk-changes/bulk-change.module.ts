import { Module } from '@nestjs/common';
import { BulkChangeController } from './bulk-change.controller.js';
import { ChangeInBulk } from './change-in-bulk.js';
import { ListBulkOptions } from './list-bulk-options.js';
import { UndoBulkChange } from './undo-bulk-change.js';

@Module({ controllers: [BulkChangeController], providers: [ChangeInBulk, ListBulkOptions, UndoBulkChange] })
export class BulkChangeModule {}
