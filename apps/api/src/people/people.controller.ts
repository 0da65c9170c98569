import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import {
  absenceBody,
  emptyBody,
  idOrReference,
  leavingBody,
  leavingResultView,
  localDate,
  orphansView,
  peopleView,
  personBody,
  personChangeBody,
  personView,
  unownedQuery,
  unownedView,
} from '@kept/contracts';
import type {
  AbsenceBody,
  LeavingBody,
  LeavingResultView,
  OrphansView,
  PeopleView,
  PersonBody,
  PersonChangeBody,
  PersonView,
  UnownedQuery,
  UnownedView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { ChangePerson } from './change-person.js';
import { FindUnowned } from './find-unowned.js';
import { changesPeople, readsOrganisation, readsOrphans, recordsAbsence, recordsLeaving } from './people.policy.js';
import { presentPeople } from './people.presenter.js';
import { ReadPerson } from './read-person.js';
import { RecordAbsence } from './record-absence.js';
import { RecordLeaving } from './record-leaving.js';

/** People by id or e-mail. */
@Controller('api/people')
export class PeopleController {
  constructor(
    @Inject(ReadPerson) private readonly reading: ReadPerson,
    @Inject(ChangePerson) private readonly changes: ChangePerson,
    @Inject(RecordLeaving) private readonly leavings: RecordLeaving,
    @Inject(RecordAbsence) private readonly absences: RecordAbsence,
    @Inject(FindUnowned) private readonly finding: FindUnowned,
  ) {}

  @Get()
  @Policed(readsOrganisation)
  @Answers(200, peopleView, 401)
  people(@CurrentCaller() caller: Caller): PeopleView {
    return presentPeople(caller);
  }

  @Get('orphans')
  @Policed(readsOrphans)
  @Answers(200, orphansView, 401, 403)
  orphans(@CurrentCaller() caller: Caller): Promise<OrphansView> {
    return this.finding.orphans(caller);
  }

  @Get('unowned')
  @Policed(readsOrphans)
  @Answers(200, unownedView, 400, 401, 403, 422)
  unowned(@CurrentCaller() caller: Caller, @Query({ schema: unownedQuery }) query: UnownedQuery): Promise<UnownedView> {
    return this.finding.days(caller, query);
  }

  @Get(':id')
  @Policed(readsOrganisation)
  @Answers(200, personView, 400, 401, 404)
  person(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<PersonView> {
    return this.reading.one(caller, id);
  }

  @Post()
  @Policed(changesPeople)
  @Answers(201, personView, 400, 401, 403, 409, 422)
  add(@CurrentCaller() caller: Caller, @Body({ schema: personBody }) body: PersonBody): Promise<PersonView> {
    return this.changes.add(caller, body);
  }

  @Patch(':id')
  @Policed(changesPeople)
  @Answers(200, personView, 400, 401, 403, 404, 409, 422)
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: personChangeBody }) body: PersonChangeBody,
  ): Promise<PersonView> {
    return this.changes.change(caller, id, body);
  }

  @Post(':id/leaving')
  @HttpCode(200)
  @Policed(recordsLeaving)
  @Answers(200, leavingResultView, 400, 401, 403, 404, 409, 422)
  leave(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: leavingBody }) body: LeavingBody,
  ): Promise<LeavingResultView> {
    return this.leavings.run(caller, id, body);
  }

  @Post(':id/leaving/undo')
  @HttpCode(200)
  @Policed(recordsLeaving)
  @Answers(200, personView, 400, 401, 403, 404, 409)
  undo(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: emptyBody }) _body: unknown,
  ): Promise<PersonView> {
    return this.leavings.undo(caller, id);
  }

  @Post(':id/return')
  @HttpCode(200)
  @Policed(recordsLeaving)
  @Answers(200, personView, 400, 401, 403, 404, 409)
  comeBack(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: emptyBody }) _body: unknown,
  ): Promise<PersonView> {
    return this.leavings.comeBack(caller, id);
  }

  @Post(':id/absences')
  @Policed(recordsAbsence)
  @Answers(201, personView, 400, 401, 403, 404, 409, 422)
  absent(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: absenceBody }) body: AbsenceBody,
  ): Promise<PersonView> {
    return this.absences.add(caller, id, body);
  }

  @Delete(':id/absences/:from')
  @Policed(recordsAbsence)
  @Answers(200, personView, 400, 401, 403, 404, 409)
  present(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Param('from', { schema: localDate }) from: string,
  ): Promise<PersonView> {
    return this.absences.end(caller, id, from);
  }
}
