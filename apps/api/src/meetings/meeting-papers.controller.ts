import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import {
  agendaBody,
  agendaQuery,
  agendaView,
  attendanceBody,
  attendanceView,
  emptyBody,
  idOrReference,
  mattersArisingView,
  meetingPageView,
  outcomeBody,
  outcomesView,
  withdrawalBody,
} from '@kept/contracts';
import type {
  AgendaBody,
  AgendaQuery,
  AgendaView,
  AttendanceBody,
  AttendanceView,
  MattersArisingView,
  MeetingPageView,
  OutcomeBody,
  OutcomesView,
  WithdrawalBody,
} from '@kept/contracts';
import type { FastifyReply } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { entityTag, requireIfMatch } from '../http/conditions.js';
import { Policed } from '../http/policy.js';
import { AskedOf, type AskedMeeting } from './asked-meeting.js';
import { KeepAgenda } from './keep-agenda.js';
import { KeepAttendance } from './keep-attendance.js';
import { KeepOutcomes } from './keep-outcomes.js';
import { readsMeetings, readsMinutes, runsMeetings } from './meeting.policy.js';
import { ReadAgenda } from './read-agenda.js';
import { ReadMattersArising } from './read-matters-arising.js';
import { ReadOutcomes } from './read-outcomes.js';

/** The papers of one meeting. What two people may work on at once has a version: its ETag is sent back as If-Match. */
@Controller('api/meetings/:id')
export class MeetingPapersController {
  constructor(
    @Inject(ReadAgenda) private readonly reading: ReadAgenda,
    @Inject(KeepAgenda) private readonly agendas: KeepAgenda,
    @Inject(KeepAttendance) private readonly attendances: KeepAttendance,
    @Inject(ReadOutcomes) private readonly readingOutcomes: ReadOutcomes,
    @Inject(KeepOutcomes) private readonly outcomes: KeepOutcomes,
    @Inject(ReadMattersArising) private readonly matters: ReadMattersArising,
  ) {}

  @Get()
  @Policed(readsMeetings)
  @Answers(200, meetingPageView, 401, 404)
  page(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<MeetingPageView> {
    return this.reading.page(caller, id);
  }

  @Get('agenda')
  @Policed(readsMeetings)
  @Answers(200, agendaView, 400, 401, 403, 404)
  async agenda(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Query({ schema: agendaQuery }) query: AgendaQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgendaView> {
    return tagged(await this.reading.agenda(caller, id, query), reply);
  }

  @Put('agenda')
  @ApiHeader({ name: 'If-Match', required: true })
  @Policed(runsMeetings)
  @Answers(200, agendaView, 400, 401, 403, 404, 409, 412, 422, 428)
  async saveAgenda(
    @AskedOf() { caller, conditions, ifMatch }: AskedMeeting,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: agendaBody }) body: AgendaBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgendaView> {
    requireIfMatch(conditions);
    return tagged(await this.agendas.save({ caller, id, ifMatch }, body), reply);
  }

  @Post('agenda/publications')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true })
  @Policed(runsMeetings)
  @Answers(200, agendaView, 400, 401, 403, 404, 409, 412, 428)
  async publish(
    @AskedOf() { caller, conditions, ifMatch }: AskedMeeting,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: emptyBody }) _body: Record<string, never> | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AgendaView> {
    requireIfMatch(conditions);
    return tagged(await this.agendas.publish({ caller, id, ifMatch }), reply);
  }

  @Get('attendance')
  @Policed(readsMinutes)
  @Answers(200, attendanceView, 401, 403, 404)
  async attendance(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AttendanceView> {
    return tagged(await this.attendances.read(caller, id), reply);
  }

  @Put('attendance')
  @ApiHeader({ name: 'If-Match', required: true })
  @Policed(runsMeetings)
  @Answers(200, attendanceView, 400, 401, 403, 404, 412, 422, 428)
  async saveAttendance(
    @AskedOf() { caller, conditions, ifMatch }: AskedMeeting,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: attendanceBody }) body: AttendanceBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AttendanceView> {
    requireIfMatch(conditions);
    return tagged(await this.attendances.save({ caller, id, ifMatch }, body), reply);
  }

  @Get('outcomes')
  @Policed(readsMinutes)
  @Answers(200, outcomesView, 401, 403, 404)
  readOutcomes(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
  ): Promise<OutcomesView> {
    return this.readingOutcomes.run(caller, id);
  }

  /** An action is opened with its outcome; with an Idempotency-Key it is opened once. */
  @Post('outcomes')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Policed(runsMeetings)
  @Answers(201, outcomesView, 400, 401, 403, 404, 409, 422)
  record(
    @AskedOf() { caller, conditions: { idempotency } }: AskedMeeting,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: outcomeBody }) body: OutcomeBody,
  ): Promise<OutcomesView> {
    return this.outcomes.record(caller, id, { body, idempotency });
  }

  /** What was minuted wrongly: it stays for the clerk, with the reason, and everybody else reads it no longer. */
  @Post('outcomes/:outcome/withdrawals')
  @Policed(runsMeetings)
  @Answers(201, outcomesView, 400, 401, 403, 404, 409, 422)
  withdraw(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Param('outcome', { schema: idOrReference }) outcome: string,
    @Body({ schema: withdrawalBody }) { because }: WithdrawalBody,
  ): Promise<OutcomesView> {
    return this.outcomes.withdraw(caller, { id, outcome }, because);
  }

  @Get('matters-arising')
  @Policed(readsMinutes)
  @Answers(200, mattersArisingView, 401, 403, 404)
  mattersArising(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
  ): Promise<MattersArisingView> {
    return this.matters.run(caller, id);
  }
}

function tagged<View extends { version: number | null }>(view: View, reply: FastifyReply): View {
  if (view.version !== null) void reply.header('ETag', entityTag(view.version));
  return view;
}
