import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Authenticator } from './authenticator.js';
import { PolicyGuard } from './policy.guard.js';
import { ServiceClock } from './service-clock.js';

@Global()
@Module({
  providers: [ServiceClock, Authenticator, { provide: APP_GUARD, useClass: PolicyGuard }],
  exports: [Authenticator],
})
export class AuthModule {}
