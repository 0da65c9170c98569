import { Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { editingView, idOrReference } from '@kept/contracts';
import type { EditingView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { readsEditing, saysEditing } from './live.policy.js';
import { SayEditing } from './say-editing.js';

@Controller('api/work-items/:id/editing')
export class EditingController {
  constructor(@Inject(SayEditing) private readonly editing: SayEditing) {}

  @Get()
  @Policed(readsEditing)
  @Answers(200, editingView, 400, 401, 404)
  read(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<EditingView> {
    return this.editing.read(caller, id);
  }

  /** Sent again while somebody types: it ends by itself three minutes after the last. */
  @Put()
  @Policed(saysEditing)
  @Answers(200, editingView, 400, 401, 403, 404)
  begin(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<EditingView> {
    return this.editing.begin(caller, id);
  }

  @Delete()
  @HttpCode(204)
  @Policed(saysEditing)
  @Answers(204, null, 400, 401, 403, 404)
  end(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<void> {
    return this.editing.end(caller, id);
  }
}
