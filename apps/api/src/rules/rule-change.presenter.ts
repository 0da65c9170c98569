import { describeDuration, formatDay } from '@kept/domain';
import type { RuleChangeListView } from '@kept/contracts';
import type { StoredRuleChange } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { changesRules } from './rule.policy.js';

type ListedChange = RuleChangeListView['changes'][number];

export function presentRuleChange(change: StoredRuleChange, caller: Caller): ListedChange {
  const { id, kind, subject, toVersion, reason, actorName, at, items, moved, undoneAt, undoneBy } = change;
  return {
    id,
    kind,
    subject,
    title: titleOf(change, caller),
    toVersion,
    says: saysOf(change),
    reason,
    by: actorName,
    at,
    items,
    movedCount: moved,
    undone: undoneAt === null || undoneBy === null ? null : { by: undoneBy, at: undoneAt },
    mayUndo: change.isLast && changesRules.allows(caller.actor.roles),
  };
}

function titleOf({ kind, subject }: StoredRuleChange, { reference: { definitions, rules } }: Caller): string {
  if (kind === 'rule') return rules.findLast(({ key }) => key === subject)?.title ?? subject;
  const [workflow, limit = ''] = subject.split('/');
  const definition = definitions.findLast(({ key }) => key === workflow);
  if (definition === undefined) return subject;
  if (kind === 'workflow') return definition.title.officer;
  return `${definition.title.officer}: ${definition.local[limit]?.label ?? limit}`;
}

function saysOf({ asked }: StoredRuleChange): string {
  if (asked.kind === 'workflow')
    return `Version ${asked.to} for open items${asked.from === undefined ? '' : ` of version ${asked.from}`}.`;
  if (asked.kind === 'rule') return 'The version in force for each open date.';
  const { duration, effectiveFrom, agreedBy } = asked;
  return `${describeDuration(duration)} from ${formatDay(effectiveFrom)}, agreed by ${agreedBy}.`;
}
