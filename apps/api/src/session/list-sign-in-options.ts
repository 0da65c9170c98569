import { Inject, Injectable } from '@nestjs/common';
import { roles } from '@kept/domain';
import type { SignInOptionsView } from '@kept/contracts';
import { CONFIG } from '../boot/providers.js';
import type { Config } from '../config.js';
import { personaWords } from './persona-words.js';

/** The personas, named as the roles; none outside the demo. */
@Injectable()
export class ListSignInOptions {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'demo'>) {}

  run(): SignInOptionsView {
    const { demo } = this.config;
    return { demo, personas: demo ? roles.map((key) => ({ key, ...personaWords[key] })) : [] };
  }
}
