import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { coverBody, holderBody, idOrReference, peopleView, postListView, postView, teamsView } from '@kept/contracts';
import type { CoverBody, HolderBody, PeopleView, PostListView, PostView, TeamsView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { FillPost } from './fill-post.js';
import { appointsHolders, arrangesCover, readsOrganisation } from './people.policy.js';
import { presentPeople, presentPosts, presentTeams } from './people.presenter.js';

@Controller('api')
export class PeopleController {
  constructor(@Inject(FillPost) private readonly filling: FillPost) {}

  @Get('posts')
  @Policed(readsOrganisation)
  @Answers(200, postListView, 401)
  posts(@CurrentCaller() { reference, today }: Caller): PostListView {
    return presentPosts(reference, today);
  }

  @Get('people')
  @Policed(readsOrganisation)
  @Answers(200, peopleView, 401)
  people(@CurrentCaller() { reference, today }: Caller): PeopleView {
    return presentPeople(reference, today);
  }

  @Get('teams')
  @Policed(readsOrganisation)
  @Answers(200, teamsView, 401)
  teams(@CurrentCaller() { reference }: Caller): TeamsView {
    return presentTeams(reference);
  }

  @Post('posts/:key/holders')
  @Policed(appointsHolders)
  @Answers(201, postView, 400, 401, 403, 404, 422)
  hold(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) post: string,
    @Body({ schema: holderBody }) body: HolderBody,
  ): Promise<PostView> {
    return this.filling.hold(caller, post, body);
  }

  @Post('posts/:key/cover')
  @Policed(arrangesCover)
  @Answers(201, postView, 400, 401, 403, 404, 422)
  cover(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) post: string,
    @Body({ schema: coverBody }) body: CoverBody,
  ): Promise<PostView> {
    return this.filling.cover(caller, post, body);
  }
}
