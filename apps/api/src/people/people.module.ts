import { Module } from '@nestjs/common';
import { FillPost } from './fill-post.js';
import { PeopleController } from './people.controller.js';

@Module({ controllers: [PeopleController], providers: [FillPost] })
export class PeopleModule {}
