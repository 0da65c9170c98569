import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { calculateDeadlineBody, calculatedDeadlineView } from '@kept/contracts';
import type { CalculateDeadlineBody, CalculatedDeadlineView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { CalculateDeadline } from './calculate-deadline.js';
import { calculatesDeadlines } from './deadline.policy.js';

@Controller('api/deadlines')
export class DeadlineController {
  constructor(@Inject(CalculateDeadline) private readonly calculation: CalculateDeadline) {}

  @Post('calculate')
  @HttpCode(200)
  @Policed(calculatesDeadlines)
  @Answers(200, calculatedDeadlineView, 400, 401, 415, 422)
  calculate(
    @CurrentCaller() caller: Caller,
    @Body({ schema: calculateDeadlineBody }) body: CalculateDeadlineBody,
  ): CalculatedDeadlineView {
    return this.calculation.run(caller, body);
  }
}
