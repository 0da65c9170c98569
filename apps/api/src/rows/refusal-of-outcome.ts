import type { Refusal } from '@kept/domain';
import type { ChangeOutcome } from '@kept/database';
import { conflict, forbidden, incomplete, malformed, notFound, Refused, stale, keyReused } from '../http/problem.js';
import { toldText } from './result-of-item.js';

const malformedDetail = 'What was sent does not belong to this workflow.';

/** The status for each reason that the rules give. */
export function refusalOfRules({ kind, detail, missing }: Refusal): Refused {
  switch (kind) {
    case 'forbidden':
      return forbidden(detail);
    case 'unknown':
      return notFound();
    case 'malformed':
      return malformed(malformedDetail, missing);
    case 'state':
      return conflict(detail);
    case 'missing':
      return incomplete(missing, detail);
  }
}

/** Why nothing was written. */
export function refusalOfOutcome(outcome: Exclude<ChangeOutcome, { kind: 'changed' }>): Refused {
  switch (outcome.kind) {
    case 'refused':
      return refusalOfRules(outcome.refusal);
    case 'unknown':
      return notFound();
    case 'stale':
      return stale();
    case 'conflict':
      return conflict('Somebody else changed it at the same moment. Read it again, then decide.');
    case 'told':
      return conflict(toldText);
    case 'key-reused':
      return keyReused();
    case 'in-progress':
      return conflict('The first request with this Idempotency-Key is still running.', { 'Retry-After': '1' });
  }
}
