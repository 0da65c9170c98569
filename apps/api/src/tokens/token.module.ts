import { Module } from '@nestjs/common';
import { CreateToken } from './create-token.js';
import { RevokeToken } from './revoke-token.js';
import { TokenController } from './token.controller.js';

@Module({ controllers: [TokenController], providers: [CreateToken, RevokeToken] })
export class TokenModule {}
