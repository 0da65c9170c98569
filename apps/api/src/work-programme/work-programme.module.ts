import { Module } from '@nestjs/common';
import { ReadWorkProgramme } from './read-work-programme.js';
import { WorkProgrammeController } from './work-programme.controller.js';

@Module({ controllers: [WorkProgrammeController], providers: [ReadWorkProgramme] })
export class WorkProgrammeModule {}
