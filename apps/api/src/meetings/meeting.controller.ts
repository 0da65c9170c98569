import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import {
  addedMeetingsView,
  createMeetingBody,
  createMeetingsBody,
  idOrReference,
  meetingListQuery,
  meetingListView,
  meetingView,
  moveMeetingBody,
  movedMeetingView,
  removeMeetingQuery,
} from '@kept/contracts';
import type {
  AddedMeetingsView,
  CreateMeetingBody,
  CreateMeetingsBody,
  MeetingListQuery,
  MeetingListView,
  MeetingView,
  MoveMeetingBody,
  MovedMeetingView,
  RemoveMeetingQuery,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { AddMeetings } from './add-meetings.js';
import { ListMeetings } from './list-meetings.js';
import { arrangesMeetings, readsMeetings } from './meeting.policy.js';
import { MoveMeeting } from './move-meeting.js';
import { RemoveMeeting } from './remove-meeting.js';

@Controller('api/meetings')
export class MeetingController {
  constructor(
    @Inject(ListMeetings) private readonly lists: ListMeetings,
    @Inject(AddMeetings) private readonly additions: AddMeetings,
    @Inject(MoveMeeting) private readonly moves: MoveMeeting,
    @Inject(RemoveMeeting) private readonly removals: RemoveMeeting,
  ) {}

  @Get()
  @Policed(readsMeetings)
  @Answers(200, meetingListView, 400, 401)
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: meetingListQuery }) query: MeetingListQuery,
  ): Promise<MeetingListView> {
    return this.lists.run(caller, query);
  }

  @Post()
  @Policed(arrangesMeetings)
  @Answers(201, meetingView, 400, 401, 403, 409, 422)
  add(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createMeetingBody }) body: CreateMeetingBody,
  ): Promise<MeetingView> {
    return this.additions.one(caller, body);
  }

  /** Asked in a dry run first: nothing is added by looking. */
  @Post('days')
  @HttpCode(200)
  @Policed(arrangesMeetings)
  @Answers(200, addedMeetingsView, 400, 401, 403, 409, 422)
  addDays(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createMeetingsBody }) body: CreateMeetingsBody,
  ): Promise<AddedMeetingsView> {
    return this.additions.several(caller, body);
  }

  @Patch(':id')
  @Policed(arrangesMeetings)
  @Answers(200, movedMeetingView, 400, 401, 403, 404, 409)
  move(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: moveMeetingBody }) body: MoveMeetingBody,
  ): Promise<MovedMeetingView> {
    return this.moves.run(caller, id, body);
  }

  @Delete(':id')
  @Policed(arrangesMeetings)
  @Answers(200, movedMeetingView, 400, 401, 403, 404, 409)
  remove(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Query({ schema: removeMeetingQuery }) { dryRun }: RemoveMeetingQuery,
  ): Promise<MovedMeetingView> {
    return this.removals.run(caller, id, dryRun === 'true');
  }
}
