import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  idOrReference,
  newRaisingLinkView,
  raisingLinkBody,
  raisingLinkListView,
  raisingLinksQuery,
  raisingLinkView,
} from '@kept/contracts';
import type {
  NewRaisingLinkView,
  RaisingLinkBody,
  RaisingLinkListView,
  RaisingLinksQuery,
  RaisingLinkView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { GiveLinks } from './give-links.js';
import { givesRaisingLinks } from './raising-link.policy.js';

@Controller('api/raising-links')
export class RaisingLinkController {
  constructor(@Inject(GiveLinks) private readonly links: GiveLinks) {}

  @Get()
  @Policed(givesRaisingLinks)
  @Answers(200, raisingLinkListView, 400, 401, 403)
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: raisingLinksQuery }) query: RaisingLinksQuery,
  ): Promise<RaisingLinkListView> {
    return this.links.list(caller, query);
  }

  @Post()
  @Policed(givesRaisingLinks)
  @Answers(201, newRaisingLinkView, 400, 401, 403, 422)
  make(
    @CurrentCaller() caller: Caller,
    @Body({ schema: raisingLinkBody }) body: RaisingLinkBody,
  ): Promise<NewRaisingLinkView> {
    return this.links.make(caller, body);
  }

  @Delete(':id')
  @HttpCode(200)
  @Policed(givesRaisingLinks)
  @Answers(200, raisingLinkView, 401, 403, 404, 409)
  revoke(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
  ): Promise<RaisingLinkView> {
    return this.links.revoke(caller, id);
  }
}
