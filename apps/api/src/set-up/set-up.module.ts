import { Module } from '@nestjs/common';
import { ReadSetUp } from './read-set-up.js';
import { SetUpController } from './set-up.controller.js';

@Module({ controllers: [SetUpController], providers: [ReadSetUp] })
export class SetUpModule {}
