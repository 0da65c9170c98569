import type { LimitUse, LocalLimit, TransitionDefinition, WorkflowDefinition } from './definition.js';
import type { CheckContext, DefinitionFault } from './fault.js';
import { asUse, deadlineOfOrigin, limitKey, typeAt } from './field-path.js';
import { limitsOf, targetsFrom, type Path } from './walk.js';

/** Time limits and escalation: every open state has a next date, every limit a start, every level somebody. */
export function checkLimits(definition: WorkflowDefinition, context: CheckContext): DefinitionFault[] {
  const uses = limitsOf(definition);
  return [
    ...statesWithoutLimit(definition),
    ...uses.flatMap(({ use, path }) => unknownLimit(use, path, { definition, context })),
    ...uses.flatMap(({ use, state, path }) => withoutStart(use, { state, path }, definition)),
    ...uses.flatMap(({ use, path }) => unknownPath(use, path, definition)),
    ...unknownBefore(definition, context),
    ...unknownInRecords(definition, context),
    ...uses.flatMap(({ use, path }) => unknownCompanions(use, path, definition)),
    ...levelsWithoutPost(definition),
  ];
}

/** An `every` alone is no limit: between two meetings there may be no date. A `metBy` limit alone can be met early. */
function statesWithoutLimit(definition: WorkflowDefinition): DefinitionFault[] {
  return Object.entries(definition.states)
    .filter(([, state]) => !state.final && !state.limits.some((use) => use.metBy === undefined))
    .map(([key]) => ({
      fault: 'limit-missing',
      path: ['states', key],
      text: `“${key}” is open and has no time limit that runs until it is left. Name one, such as { local: review }.`,
    }));
}

function unknownLimit(use: LimitUse, path: Path, { definition, context }: Against): DefinitionFault[] {
  if (use.local !== undefined && !Object.hasOwn(definition.local, use.local)) {
    return [
      { fault: 'limit-missing', path: [...path, 'local'], text: `There is no time limit “${use.local}” under local.` },
    ];
  }
  if (use.rule !== undefined && !context.rules.includes(use.rule)) {
    return [{ fault: 'unknown-rule', path: [...path, 'rule'], text: `The rule library has no rule “${use.rule}”.` }];
  }
  return [];
}

/** The limit of a record names a rule or a length that exists. */
function unknownInRecords(definition: WorkflowDefinition, context: CheckContext): DefinitionFault[] {
  return Object.entries(definition.records).flatMap(([kind, { limit }]) =>
    limit === undefined ? [] : unknownLimit(asUse(limit), ['records', kind, 'limit'], { definition, context }),
  );
}

/** What renews a limit, the limit whose budget it shares, and the list on which it waits. */
function unknownCompanions(use: LimitUse, path: Path, definition: WorkflowDefinition): DefinitionFault[] {
  const { renewedBy, noLaterThan } = use;
  const faults: DefinitionFault[] = [];
  if (renewedBy !== undefined && renewedBy !== 'evidence' && !(renewedBy in definition.records))
    faults.push({ fault: 'unknown-field', path: [...path, 'renewedBy'], text: `There is no record “${renewedBy}”.` });
  if (noLaterThan !== undefined && !limitsOf(definition).some((each) => limitKey(each.use) === noLaterThan))
    faults.push({
      fault: 'limit-missing',
      path: [...path, 'noLaterThan'],
      text: `There is no limit “${noLaterThan}”.`,
    });
  if (use.lists !== undefined && (use.ignoresQuietHours || use.escalation !== undefined))
    faults.push({
      fault: 'alert-on-a-list',
      path: [...path, 'lists'],
      text: 'What is told at any hour, or goes up by levels, does not wait for a weekly list.',
    });
  return faults;
}

interface Against {
  definition: WorkflowDefinition;
  context: CheckContext;
}

function unknownBefore(definition: WorkflowDefinition, context: CheckContext): DefinitionFault[] {
  return Object.entries(definition.local).flatMap(([key, { before }]) =>
    before === undefined || context.rules.includes(before)
      ? []
      : [
          {
            fault: 'unknown-rule' as const,
            path: ['local', key, 'before'],
            text: `The rule library has no rule “${before}”.`,
          },
        ],
  );
}

/** A limit needs its date's source by the time the state is entered: a field that every way in makes sure of. */
function withoutStart(
  use: LimitUse,
  at: { state: string; path: Path },
  definition: WorkflowDefinition,
): DefinitionFault[] {
  const local = use.local === undefined ? undefined : definition.local[use.local];
  const sources = [use.on ?? (local && fieldOnly(local, definition)), ...neededOrigin(use)];
  const missing = sources.find((source) => source !== undefined && canLack(source, at.state, definition));
  if (missing === undefined) return [];
  const text = `The limit counts from “${missing}”, and “${at.state}” can be entered without it.`;
  return [{ fault: 'limit-without-start', path: at.path, text }];
}

/** Of an earliest or a latest one is enough, so only a single field must be there. */
function neededOrigin({ origin }: LimitUse): string[] {
  return origin !== undefined && 'from' in origin && deadlineOfOrigin(origin.from) === null ? [origin.from] : [];
}

function canLack(source: string, state: string, definition: WorkflowDefinition): boolean {
  if (typeAt(definition.fields, source) === undefined) return false;
  const field = source.split('.')[0] ?? source;
  const { required, default: given } = definition.fields[field] ?? {};
  return !required && given === undefined && !everyWayInNeeds(field, state, definition);
}

/** The one field that a local limit hangs on; undefined where another amount stands in for it. */
function fieldOnly(local: LocalLimit, definition: WorkflowDefinition): string | undefined {
  const { nextMeetingOf } = local;
  if (nextMeetingOf === undefined || local.else !== undefined || local.amount !== undefined) return undefined;
  return nextMeetingOf in definition.fields ? nextMeetingOf : undefined;
}

function everyWayInNeeds(field: string, state: string, definition: WorkflowDefinition): boolean {
  if (definition.initial === state) return false;
  return Object.values(definition.transitions)
    .filter((transition) => leadsInto(transition, state))
    .every((transition) => transition.needs.some((need) => need.kind === 'field' && need.field === field));
}

function leadsInto(transition: TransitionDefinition, state: string): boolean {
  return transition.from.some((from) => from !== state && targetsFrom(from, transition).includes(state));
}

function unknownPath(use: LimitUse, path: Path, definition: WorkflowDefinition): DefinitionFault[] {
  if (use.escalation === undefined || Object.hasOwn(definition.escalation, use.escalation)) return [];
  const text = `There is no escalation path “${use.escalation}”.`;
  return [{ fault: 'escalation-without-post', path: [...path, 'escalation'], text }];
}

/** Each level goes to a post, or onto an agenda. */
function levelsWithoutPost(definition: WorkflowDefinition): DefinitionFault[] {
  return Object.entries(definition.escalation).flatMap(([name, levels]) =>
    levels.flatMap(({ to, agenda, level }, index) => {
      const path = ['escalation', name, index];
      if (to === undefined && agenda === undefined) {
        return [
          {
            fault: 'escalation-without-post' as const,
            path,
            text: `Level ${level} goes to nobody: name a post or an agenda.`,
          },
        ];
      }
      return to !== undefined && !isPost(to, definition)
        ? [
            {
              fault: 'escalation-without-post' as const,
              path: [...path, 'to'],
              text: `“${to}” is not a post, nor a field of type post.`,
            },
          ]
        : [];
    }),
  );
}

function isPost(to: string, definition: WorkflowDefinition): boolean {
  if (to.includes('.')) return to === 'owner.reportsTo';
  const field = definition.fields[to];
  return field === undefined ? to !== 'owner' : field.type === 'post';
}
