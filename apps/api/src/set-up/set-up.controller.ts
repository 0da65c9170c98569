import { Controller, Get, Inject } from '@nestjs/common';
import { setUpView, type SetUpView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { ReadSetUp } from './read-set-up.js';
import { readsSetUp } from './set-up.policy.js';

@Controller('api/set-up')
export class SetUpController {
  constructor(@Inject(ReadSetUp) private readonly setUp: ReadSetUp) {}

  @Get()
  @Policed(readsSetUp)
  @Answers(200, setUpView, 401, 403)
  read(@CurrentCaller() caller: Caller): Promise<SetUpView> {
    return this.setUp.run(caller);
  }
}
