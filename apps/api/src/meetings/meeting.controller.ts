import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import {
  createMeetingBody,
  idOrReference,
  meetingListQuery,
  meetingListView,
  meetingView,
  moveMeetingBody,
  movedMeetingView,
} from '@kept/contracts';
import type {
  CreateMeetingBody,
  MeetingListQuery,
  MeetingListView,
  MeetingView,
  MoveMeetingBody,
  MovedMeetingView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { AddMeeting } from './add-meeting.js';
import { ListMeetings } from './list-meetings.js';
import { arrangesMeetings, readsMeetings } from './meeting.policy.js';
import { MoveMeeting } from './move-meeting.js';

@Controller('api/meetings')
export class MeetingController {
  constructor(
    @Inject(ListMeetings) private readonly lists: ListMeetings,
    @Inject(AddMeeting) private readonly additions: AddMeeting,
    @Inject(MoveMeeting) private readonly moves: MoveMeeting,
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
    return this.additions.run(caller, body);
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
}
