import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { sessionView, signInBody, signInOptionsView } from '@kept/contracts';
import type { SessionView, SignInBody, SignInOptionsView } from '@kept/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { giveSession, sessionTokenOf, takeSession } from '../auth/session-cookie.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { DescribeSession } from './describe-session.js';
import { ListSignInOptions } from './list-sign-in-options.js';
import { asksWhoIAm, signsIn, signsOut } from './session.policy.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';

@Controller('api/session')
export class SessionController {
  constructor(
    @Inject(SignIn) private readonly entry: SignIn,
    @Inject(SignOut) private readonly exit: SignOut,
    @Inject(DescribeSession) private readonly description: DescribeSession,
    @Inject(ListSignInOptions) private readonly choices: ListSignInOptions,
  ) {}

  @Get('options')
  @Policed(signsIn)
  @Answers(200, signInOptionsView)
  options(): SignInOptionsView {
    return this.choices.run();
  }

  @Get()
  @Policed(asksWhoIAm)
  @Answers(200, sessionView, 401)
  read(@CurrentCaller() { authorityId, actor, persona, credential }: Caller): Promise<SessionView> {
    const { kind, expiresAt } = credential;
    return this.description.run({ authorityId, personId: actor.personId, persona }, { kind, expiresAt });
  }

  @Post()
  @HttpCode(200)
  @Policed(signsIn)
  @Answers(200, sessionView, 400, 403, 422)
  async signIn(
    @Body({ schema: signInBody }) { persona }: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, view } = await this.entry.run(persona);
    giveSession(request, reply, token);
    return view;
  }

  @Delete()
  @HttpCode(204)
  @Policed(signsOut)
  @Answers(204, null, 403)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.exit.run(sessionTokenOf(request));
    takeSession(request, reply);
  }
}
