import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  cardPublicationsQuery,
  cardPublicationsView,
  idOrReference,
  publicationBody,
  publicationListQuery,
  publicationListView,
  publicationReasonBody,
  publicationView,
} from '@kept/contracts';
import type {
  CardPublicationsQuery,
  CardPublicationsView,
  PublicationBody,
  PublicationListQuery,
  PublicationListView,
  PublicationReasonBody,
  PublicationView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { decidesPublication, proposesPublication } from './publication.policy.js';
import { PublishCard } from './publish-card.js';

/** Plain words on their way to the public page, and off it again. */
@Controller('api')
export class PublicationController {
  constructor(@Inject(PublishCard) private readonly publish: PublishCard) {}

  @Get('publications')
  @Policed(decidesPublication)
  @Answers(200, publicationListView, 400, 401, 403)
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: publicationListQuery }) query: PublicationListQuery,
  ): Promise<PublicationListView> {
    return this.publish.list(caller, query);
  }

  @Get('publications/:id')
  @Policed(decidesPublication)
  @Answers(200, publicationView, 401, 403, 404)
  read(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<PublicationView> {
    return this.publish.show(caller, id);
  }

  @Get('work-items/:id/publications')
  @Policed(decidesPublication)
  @Answers(200, cardPublicationsView, 400, 401, 403, 404)
  ofCard(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Query({ schema: cardPublicationsQuery }) query: CardPublicationsQuery,
  ): Promise<CardPublicationsView> {
    return this.publish.ofCard(caller, id, query);
  }

  @Post('work-items/:id/publications')
  @Policed(proposesPublication)
  @Answers(201, publicationView, 400, 401, 403, 404, 409, 422)
  propose(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: publicationBody }) body: PublicationBody,
  ): Promise<PublicationView> {
    return this.publish.propose(caller, id, body);
  }

  @Post('publications/:id/approval')
  @HttpCode(200)
  @Policed(decidesPublication)
  @Answers(200, publicationView, 401, 403, 404, 409)
  approve(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
  ): Promise<PublicationView> {
    return this.publish.approve(caller, id);
  }

  @Post('publications/:id/refusal')
  @HttpCode(200)
  @Policed(decidesPublication)
  @Answers(200, publicationView, 400, 401, 403, 404, 409, 422)
  refuse(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: publicationReasonBody }) { reason }: PublicationReasonBody,
  ): Promise<PublicationView> {
    return this.publish.refuse(caller, id, reason);
  }

  @Post('publications/:id/withdrawal')
  @HttpCode(200)
  @Policed(proposesPublication)
  @Answers(200, publicationView, 400, 401, 403, 404, 409, 422)
  withdraw(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: publicationReasonBody }) { reason }: PublicationReasonBody,
  ): Promise<PublicationView> {
    return this.publish.withdraw(caller, id, reason);
  }
}
