import { Body, Controller, Delete, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { idOrReference, tokenBody, tokenView, type TokenBody, type TokenView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { CreateToken } from './create-token.js';
import { RevokeToken } from './revoke-token.js';
import { keepsOwnTokens } from './token.policy.js';

@Controller('api/tokens')
export class TokenController {
  constructor(
    @Inject(CreateToken) private readonly creation: CreateToken,
    @Inject(RevokeToken) private readonly revocation: RevokeToken,
  ) {}

  @Post()
  @Policed(keepsOwnTokens)
  @Answers(201, tokenView, 400, 401, 422)
  create(@CurrentCaller() caller: Caller, @Body({ schema: tokenBody }) body: TokenBody): Promise<TokenView> {
    return this.creation.run(caller, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Policed(keepsOwnTokens)
  @Answers(204, null, 401, 404)
  revoke(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<void> {
    return this.revocation.run(caller, id);
  }
}
