import { Module } from '@nestjs/common';
import { ChangePerson } from './change-person.js';
import { ChangePost } from './change-post.js';
import { FillPost } from './fill-post.js';
import { FindUnowned } from './find-unowned.js';
import { HandOverPost } from './hand-over-post.js';
import { PeopleController } from './people.controller.js';
import { PostController } from './post.controller.js';
import { ReadPerson } from './read-person.js';
import { ReadPosts } from './read-posts.js';
import { RecordAbsence } from './record-absence.js';
import { RecordLeaving } from './record-leaving.js';

@Module({
  controllers: [PeopleController, PostController],
  providers: [
    ReadPosts,
    ReadPerson,
    FillPost,
    ChangePost,
    ChangePerson,
    RecordLeaving,
    RecordAbsence,
    HandOverPost,
    FindUnowned,
  ],
})
export class PeopleModule {}
