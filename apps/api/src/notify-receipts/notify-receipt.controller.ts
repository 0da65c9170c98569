import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { notifyReceiptBody } from '@kept/contracts';
import type { NotifyReceiptBody } from '@kept/contracts';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { bringsReceipts } from './notify-receipt.policy.js';
import { TakeReceipt } from './take-receipt.js';

@Controller('api/notify-receipts')
export class NotifyReceiptController {
  constructor(@Inject(TakeReceipt) private readonly taking: TakeReceipt) {}

  @Post()
  @HttpCode(204)
  @Policed(bringsReceipts)
  @Answers(204, null, 400, 401)
  take(
    @Headers('authorization') authorization: string | undefined,
    @Body({ schema: notifyReceiptBody }) body: NotifyReceiptBody,
  ): Promise<void> {
    return this.taking.run(authorization, body);
  }
}
