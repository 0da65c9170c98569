import { Module } from '@nestjs/common';
import { AddMeetings } from './add-meetings.js';
import { KeepAgenda } from './keep-agenda.js';
import { KeepAttendance } from './keep-attendance.js';
import { KeepMembership } from './keep-membership.js';
import { KeepOutcomes } from './keep-outcomes.js';
import { ListMeetings } from './list-meetings.js';
import { MeetingController } from './meeting.controller.js';
import { MeetingPapersController } from './meeting-papers.controller.js';
import { MembershipController } from './membership.controller.js';
import { MoveMeeting } from './move-meeting.js';
import { ReadAgenda } from './read-agenda.js';
import { ReadMattersArising } from './read-matters-arising.js';
import { ReadOutcomes } from './read-outcomes.js';
import { RemoveMeeting } from './remove-meeting.js';

@Module({
  controllers: [MeetingController, MeetingPapersController, MembershipController],
  providers: [
    ListMeetings,
    AddMeetings,
    MoveMeeting,
    RemoveMeeting,
    ReadAgenda,
    KeepAgenda,
    KeepAttendance,
    ReadOutcomes,
    KeepOutcomes,
    KeepMembership,
    ReadMattersArising,
  ],
})
export class MeetingModule {}
