import type { FieldsBody, FieldView, TestBenchBody } from '@kept/contracts';
import type { LocationQuery } from 'vue-router';

/** What stands in the address: the whole of what is played, so that a link or a reload plays the same. */
export type Plan = TestBenchBody;

/** The plan of an address; null where it has none, or none that can be read. What it says is the server's to check. */
export function readPlan(query: LocationQuery): Plan | null {
  if (typeof query['plan'] !== 'string') return null;
  try {
    const plan = JSON.parse(query['plan']) as unknown;
    if (typeof plan !== 'object' || plan === null || !('on' in plan)) return null;
    return { fields: {}, steps: [], ...plan } as Plan;
  } catch {
    return null;
  }
}

export function writePlan(plan: Plan): LocationQuery {
  return { plan: JSON.stringify(plan) };
}

/** The fields by which dates may go or steps may turn: whatever is chosen, counted or dated. Nothing is told in words. */
export function playedFields<Field extends FieldView>(fields: readonly Field[]): Field[] {
  return fields.filter(({ type }) => type !== 'text' && type !== 'item');
}

/** Words that have to be given though no date goes by them: nobody is to write about a child here. */
export function withWords(values: FieldsBody, fields: readonly (FieldView & { needed?: boolean })[]): FieldsBody {
  const asked = fields.filter(
    ({ type, required, needed }) => (type === 'text' || type === 'item') && (needed ?? required),
  );
  const words = asked.map(({ key, type, max }) => [
    key,
    type === 'item' ? 'XX-0000-001' : 'Imaginary'.slice(0, max ?? 9),
  ]);
  return { ...(Object.fromEntries(words) as FieldsBody), ...values };
}
