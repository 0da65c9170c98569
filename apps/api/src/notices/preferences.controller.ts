import { Body, Controller, Get, Inject, Patch } from '@nestjs/common';
import { preferencesBody, preferencesView, type PreferencesBody, type PreferencesView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { KeepPreferences } from './keep-preferences.js';
import { keepsOwnPreferences } from './notice.policy.js';

@Controller('api/session/preferences')
export class PreferencesController {
  constructor(@Inject(KeepPreferences) private readonly preferences: KeepPreferences) {}

  @Get()
  @Policed(keepsOwnPreferences)
  @Answers(200, preferencesView, 401)
  read(@CurrentCaller() caller: Caller): Promise<PreferencesView> {
    return this.preferences.read(caller);
  }

  @Patch()
  @Policed(keepsOwnPreferences)
  @Answers(200, preferencesView, 400, 401)
  change(
    @CurrentCaller() caller: Caller,
    @Body({ schema: preferencesBody }) body: PreferencesBody,
  ): Promise<PreferencesView> {
    return this.preferences.change(caller, body);
  }
}
