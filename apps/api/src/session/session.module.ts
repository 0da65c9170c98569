import { Module } from '@nestjs/common';
import { DescribeSession } from './describe-session.js';
import { ListSignInOptions } from './list-sign-in-options.js';
import { SessionController } from './session.controller.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';

@Module({
  controllers: [SessionController],
  providers: [SignIn, SignOut, DescribeSession, ListSignInOptions],
})
export class SessionModule {}
