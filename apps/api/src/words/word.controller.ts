import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import {
  idOrReference,
  wordBody,
  wordChangeBody,
  wordChangeListView,
  wordChangesQuery,
  wordChangeView,
  wordCountQuery,
  wordCountView,
  wordListView,
} from '@kept/contracts';
import type {
  WordBody,
  WordChangeBody,
  WordChangeListView,
  WordChangesQuery,
  WordChangeView,
  WordCountQuery,
  WordCountView,
  WordListView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { CountWords } from './count-words.js';
import { KeepWords } from './keep-words.js';
import { countsWords, editsWords, readsWords } from './word.policy.js';

/** Words that young people ask not to read, and how often officers write them. */
@Controller('api/words')
export class WordController {
  constructor(
    @Inject(KeepWords) private readonly words: KeepWords,
    @Inject(CountWords) private readonly counting: CountWords,
  ) {}

  @Get()
  @Policed(readsWords)
  @Answers(200, wordListView, 401)
  list(@CurrentCaller() caller: Caller): WordListView {
    return this.words.list(caller);
  }

  @Post()
  @Policed(editsWords)
  @Answers(201, wordChangeView, 400, 401, 403, 409, 422)
  add(@CurrentCaller() caller: Caller, @Body({ schema: wordBody }) body: WordBody): Promise<WordChangeView> {
    return this.words.add(caller, body);
  }

  @Get('count')
  @Policed(countsWords)
  @Answers(200, wordCountView, 400, 401, 403)
  count(
    @CurrentCaller() caller: Caller,
    @Query({ schema: wordCountQuery }) query: WordCountQuery,
  ): Promise<WordCountView> {
    return this.counting.run(caller, query);
  }

  @Get('changes')
  @Policed(readsWords)
  @Answers(200, wordChangeListView, 400, 401)
  changes(
    @CurrentCaller() caller: Caller,
    @Query({ schema: wordChangesQuery }) query: WordChangesQuery,
  ): Promise<WordChangeListView> {
    return this.words.changes(caller, query);
  }

  @Post('changes/:id/undo')
  @HttpCode(200)
  @Policed(editsWords)
  @Answers(200, wordChangeView, 401, 403, 404, 409)
  undo(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<WordChangeView> {
    return this.words.undo(caller, id);
  }

  @Patch(':key')
  @Policed(editsWords)
  @Answers(200, wordChangeView, 400, 401, 403, 404, 409, 422)
  change(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
    @Body({ schema: wordChangeBody }) body: WordChangeBody,
  ): Promise<WordChangeView> {
    return this.words.change(caller, key, body);
  }

  @Delete(':key')
  @HttpCode(200)
  @Policed(editsWords)
  @Answers(200, wordChangeView, 401, 403, 404, 409)
  remove(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
  ): Promise<WordChangeView> {
    return this.words.remove(caller, key);
  }
}
