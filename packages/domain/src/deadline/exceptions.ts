import type { LocalDate } from '../calendar/calendar.js';
import { addDays, daysBetween, formatDay } from '../calendar/local-date.js';
import { Uncountable, type CalculationInput, type Circumstance } from './calculation.js';
import type { ExceptionMark } from './deadline.js';
import { isInForce } from './in-force.js';
import type { DeadlineRule, ExceptionGround, ReceiptStep } from './rule.js';

/** SEND Regulations 2014, regulation 10(4)(a): the span begins and ends one week before the closing and the reopening. */
const weekBefore = -7;

interface Found {
  mark: ExceptionMark | null;
  step: ReceiptStep;
}

/**
 * The legal exceptions that hold. An exception is no suspension: the date stands, and is marked with the ground.
 * @throws {Uncountable} for a closure or a ground that the rule does not know, or one too short to be a ground.
 */
export function findExceptions(
  input: CalculationInput,
  asserted: readonly Circumstance[],
  dueOn: LocalDate,
): { marks: ExceptionMark[]; steps: ReceiptStep[] } {
  const grounds = input.rule.exceptionGrounds;
  const found = [
    ...grounds.flatMap((ground) => closureException(ground, input)),
    ...grounds.flatMap((ground) => windowException(ground, input.from, dueOn)),
    ...asserted.map((span) => assertedException(span, input.rule)),
  ];
  return { marks: found.flatMap(({ mark }) => mark ?? []), steps: found.map(({ step }) => step) };
}

/** Is this ground one of the rule's exceptions that a person asserts, by its key or its regulation? */
export function exceptionGround(rule: DeadlineRule, ground: string): ExceptionGround | undefined {
  return rule.exceptionGrounds.find(
    ({ key, regulation, computed }) => computed === 'none' && (key === ground || regulation === ground),
  );
}

/** @throws {Uncountable} for a closure that is no closure, or that the rule makes nothing of. */
export function assertClosure({ rule, closure }: CalculationInput): void {
  if (closure === undefined) return;
  if (!rule.exceptionGrounds.some(({ computed }) => computed === 'school-closure')) {
    throw new Uncountable(`The rule ${rule.key} knows no exception for a closed school.`);
  }
  if (closure.reopens <= closure.from) {
    throw new Uncountable(
      `The school reopens on ${formatDay(closure.reopens)}, which is not after it closes, ${formatDay(closure.from)}.`,
    );
  }
}

function closureException(ground: ExceptionGround, { closure, adviceAsked }: CalculationInput): Found[] {
  if (ground.computed !== 'school-closure' || closure === undefined) return [];
  const { regulation, atLeastDays = 0 } = ground;
  const days = daysBetween(closure.from, closure.reopens);
  const none = (because: string): Found[] => [
    {
      mark: null,
      step: { step: 'no-exception', date: closure.from, text: `No exception under ${regulation}: ${because}.` },
    },
  ];
  if (days < atLeastDays) return none(`the school is closed for ${days} days, fewer than ${atLeastDays}`);
  if (adviceAsked === undefined) return none('the day on which advice was asked is not given');
  const holdsFrom = addDays(closure.from, weekBefore);
  const holdsTo = addDays(closure.reopens, weekBefore);
  if (adviceAsked < holdsFrom || adviceAsked > holdsTo) {
    return none(
      `advice was asked on ${formatDay(adviceAsked)}, not between ${formatDay(holdsFrom)} and ${formatDay(holdsTo)}`,
    );
  }
  return [
    marked(
      { regulation, holdsFrom, holdsTo },
      `advice was asked on ${formatDay(adviceAsked)} of a school closed for ${days} days`,
    ),
  ];
}

function windowException(ground: ExceptionGround, from: LocalDate, dueOn: LocalDate): Found[] {
  const { window, regulation, title } = ground;
  if (ground.computed !== 'window' || window === undefined) return [];
  if (!isInForce({ applies: 'any-day', ...window }, from, () => dueOn)) return [];
  return [marked({ regulation, holdsFrom: window.from, holdsTo: window.to }, title)];
}

/** While the circumstance still holds nobody knows how long it will: the mark is open. */
function assertedException(span: Circumstance, rule: DeadlineRule): Found {
  const ground = exceptionGround(rule, span.ground);
  if (ground === undefined) throw new Uncountable(`The rule ${rule.key} does not know the ground "${span.ground}".`);
  const { regulation } = ground;
  if (span.resumes === null) return marked({ regulation, holdsFrom: span.from, holdsTo: null }, ground.title);
  const days = daysBetween(span.from, span.resumes);
  if (days < (ground.atLeastDays ?? 0)) {
    throw new Uncountable(
      `${ground.title} (${ground.regulation}) needs at least ${ground.atLeastDays} days; ${days} were given.`,
    );
  }
  return marked({ regulation, holdsFrom: span.from, holdsTo: addDays(span.resumes, -1) }, ground.title);
}

function marked(mark: ExceptionMark, because: string): Found {
  const until = mark.holdsTo === null ? 'on' : `to ${formatDay(mark.holdsTo)}`;
  const held = `from ${formatDay(mark.holdsFrom)} ${until}`;
  return {
    mark,
    step: {
      step: 'exception',
      date: mark.holdsFrom,
      text: `Exception ${mark.regulation} holds ${held}: ${because}. The date is not moved.`,
    },
  };
}
