import { Module } from '@nestjs/common';
import { BulkChangeController } from './bulk-change.controller.js';
import { ChangeInBulk } from './change-in-bulk.js';
import { UndoBulkChange } from './undo-bulk-change.js';

@Module({ controllers: [BulkChangeController], providers: [ChangeInBulk, UndoBulkChange] })
export class BulkChangeModule {}
