import { Controller, Get, Inject, Query } from '@nestjs/common';
import { searchQuery, searchView } from '@kept/contracts';
import type { SearchQuery, SearchView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { FindWords } from './find-words.js';
import { searches } from './search.policy.js';

@Controller('api/search')
export class SearchController {
  constructor(@Inject(FindWords) private readonly finding: FindWords) {}

  @Get()
  @Policed(searches)
  @Answers(200, searchView, 400, 401, 422)
  find(@CurrentCaller() caller: Caller, @Query({ schema: searchQuery }) query: SearchQuery): Promise<SearchView> {
    return this.finding.run(caller, query);
  }
}
