import { Controller, Get, Inject } from '@nestjs/common';
import { healthView, type HealthView } from '@kept/contracts';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { CheckReadiness } from './check-readiness.js';
import { asksHealth } from './health.policy.js';

@Controller('health')
export class HealthController {
  constructor(@Inject(CheckReadiness) private readonly readiness: CheckReadiness) {}

  @Get('live')
  @Policed(asksHealth)
  @Answers(200, healthView)
  live(): HealthView {
    return { status: 'up' };
  }

  @Get('ready')
  @Policed(asksHealth)
  @Answers(200, healthView, 503)
  ready(): Promise<HealthView> {
    return this.readiness.run();
  }
}
