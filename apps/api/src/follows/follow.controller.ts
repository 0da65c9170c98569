import { Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { followView, idOrReference } from '@kept/contracts';
import type { FollowView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { followsItems } from './follow.policy.js';
import { KeepFollow } from './keep-follow.js';

@Controller('api/work-items/:id/follow')
export class FollowController {
  constructor(@Inject(KeepFollow) private readonly follows: KeepFollow) {}

  @Get()
  @Policed(followsItems)
  @Answers(200, followView, 400, 401, 404)
  read(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<FollowView> {
    return this.follows.read(caller, id);
  }

  @Put()
  @HttpCode(204)
  @Policed(followsItems)
  @Answers(204, null, 400, 401, 404)
  begin(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<void> {
    return this.follows.begin(caller, id);
  }

  @Delete()
  @HttpCode(204)
  @Policed(followsItems)
  @Answers(204, null, 400, 401, 404)
  end(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<void> {
    return this.follows.end(caller, id);
  }
}
