import { Module } from '@nestjs/common';
import { FollowController } from './follow.controller.js';
import { KeepFollow } from './keep-follow.js';

@Module({ controllers: [FollowController], providers: [KeepFollow] })
export class FollowModule {}
