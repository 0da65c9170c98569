import { Injectable } from '@nestjs/common';
import { calculateByKey } from '@kept/domain';
import type { CalculateDeadlineBody, CalculatedDeadlineView } from '@kept/contracts';
import type { Caller } from '../auth/caller.js';
import { incomplete } from '../http/problem.js';

/** The same function as `kept deadline`, over the rules, calendars and local values of the caller's authority. */
@Injectable()
export class CalculateDeadline {
  run({ reference }: Caller, body: CalculateDeadlineBody): CalculatedDeadlineView {
    const { rules, definitions, localValues, calendars, organisation } = reference;
    const context = {
      rules,
      definitions: newestFirst(definitions),
      localValues,
      calendars,
      meetings: organisation.meetings,
    };
    const calculated = calculateByKey(body, context);
    if (!calculated.ok) throw incomplete([{ field: '_', text: calculated.error }], 'The date cannot be calculated.');
    return calculated.value;
  }
}

/** A limit is looked up in the newest version of its workflow. */
function newestFirst<T extends { version: number }>(versions: readonly T[]): T[] {
  return [...versions].sort((a, b) => b.version - a.version);
}
