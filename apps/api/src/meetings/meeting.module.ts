import { Module } from '@nestjs/common';
import { AddMeeting } from './add-meeting.js';
import { ListMeetings } from './list-meetings.js';
import { MeetingController } from './meeting.controller.js';
import { MoveMeeting } from './move-meeting.js';

@Module({ controllers: [MeetingController], providers: [ListMeetings, AddMeeting, MoveMeeting] })
export class MeetingModule {}
