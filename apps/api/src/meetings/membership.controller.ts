import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { idOrReference, membershipQuery, membershipView, quorumBody, seatBody, seatEndBody } from '@kept/contracts';
import type { MembershipQuery, MembershipView, QuorumBody, SeatBody, SeatEndBody } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { KeepMembership } from './keep-membership.js';
import { readsMeetings, runsMeetings } from './meeting.policy.js';

/** Who sits in a body. It stands on each agenda that is published, so everybody reads it. */
@Controller('api/bodies/:body')
export class MembershipController {
  constructor(@Inject(KeepMembership) private readonly membership: KeepMembership) {}

  @Get('members')
  @Policed(readsMeetings)
  @Answers(200, membershipView, 400, 401, 404)
  members(
    @CurrentCaller() caller: Caller,
    @Param('body', { schema: idOrReference }) body: string,
    @Query({ schema: membershipQuery }) { on }: MembershipQuery,
  ): Promise<MembershipView> {
    return this.membership.read(caller, body, on);
  }

  @Post('members')
  @Policed(runsMeetings)
  @Answers(201, membershipView, 400, 401, 403, 404, 422)
  add(
    @CurrentCaller() caller: Caller,
    @Param('body', { schema: idOrReference }) body: string,
    @Body({ schema: seatBody }) seat: SeatBody,
  ): Promise<MembershipView> {
    return this.membership.add(caller, body, seat);
  }

  @Patch('members/:id')
  @HttpCode(200)
  @Policed(runsMeetings)
  @Answers(200, membershipView, 400, 401, 403, 404, 422)
  end(
    @CurrentCaller() caller: Caller,
    @Param('body', { schema: idOrReference }) body: string,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: seatEndBody }) { to }: SeatEndBody,
  ): Promise<MembershipView> {
    return this.membership.end(caller, { body, id }, to);
  }

  @Put('quorum')
  @Policed(runsMeetings)
  @Answers(200, membershipView, 400, 401, 403, 404)
  setQuorum(
    @CurrentCaller() caller: Caller,
    @Param('body', { schema: idOrReference }) body: string,
    @Body({ schema: quorumBody }) { quorum }: QuorumBody,
  ): Promise<MembershipView> {
    return this.membership.setQuorum(caller, body, quorum);
  }
}
