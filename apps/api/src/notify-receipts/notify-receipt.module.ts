import { Module } from '@nestjs/common';
import { NotifyReceiptController } from './notify-receipt.controller.js';
import { TakeReceipt } from './take-receipt.js';

@Module({ controllers: [NotifyReceiptController], providers: [TakeReceipt] })
export class NotifyReceiptModule {}
