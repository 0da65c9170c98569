import { calculateDeadlineBody, type CalculateDeadlineBody } from '@kept/contracts';

/** What a person typed; each option as its text. */
export interface DeadlineOptions {
  from?: string;
  time?: string;
  asOf?: string;
  suspend: string[];
  closure?: string;
  adviceAsked?: string;
  batch?: string;
  json?: boolean;
}

/** A question that cannot be put, in a sentence: status 2. */
export class RequestFault extends Error {}

/**
 * The question in options as the question in a body, so that both are checked by the one contract.
 * @throws {RequestFault} for an option that is not written as it should be.
 */
export function requestFromOptions(rule: string, options: DeadlineOptions): CalculateDeadlineBody {
  const { from, time, asOf, suspend, closure, adviceAsked } = options;
  if (from === undefined) throw new RequestFault('Give the day that the limit counts from: --from YYYY-MM-DD.');
  return readRequest({
    rule,
    from,
    ...(time === undefined ? {} : { time }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(suspend.length === 0 ? {} : { suspend: suspend.map(readSuspension) }),
    ...(closure === undefined ? {} : { closure: readClosure(closure) }),
    ...(adviceAsked === undefined ? {} : { adviceAsked }),
  });
}

/** @throws {RequestFault} for whatever the contract of the service would refuse as well. */
export function readRequest(value: unknown): CalculateDeadlineBody {
  const read = calculateDeadlineBody.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new RequestFault(`${place === '' ? 'The request' : place}: ${issue?.message ?? 'cannot be read'}.`);
}

function readSuspension(text: string): { from: string; resumes: string; ground: string } {
  const found = /^([^.]+)\.\.([^:]+):(.+)$/.exec(text);
  if (found === null)
    throw new RequestFault(`--suspend "${text}": write FROM..RESUMES:GROUND, RESUMES being the first day back.`);
  return { from: found[1] ?? '', resumes: found[2] ?? '', ground: found[3] ?? '' };
}

function readClosure(text: string): { from: string; reopens: string } {
  const [from = '', reopens = '', rest] = text.split('..');
  if (reopens === '' || rest !== undefined) throw new RequestFault(`--closure "${text}": write FROM..REOPENS.`);
  return { from, reopens };
}
