import { hasClosedMinutes, minuteFaults } from '@kept/domain';
import type { AgendaItem } from '@kept/domain';
import type { Missing, OutcomeBody } from '@kept/contracts';
import type { Standing } from '@kept/database';

export const challengeCard = 'challenge-card';

/** Why an outcome cannot stand beside what is minuted already, and under the item of the agenda that it names. */
export function outcomeFaults(body: OutcomeBody, { outcomes, items }: Standing): Missing[] {
  const item = items.find(({ id }) => id === body.agendaItemId);
  return [
    ...(body.agendaItemId !== null && !item ? [{ field: 'agendaItemId', text: 'Choose an item of this agenda.' }] : []),
    ...minuteFaults(
      body,
      outcomes.filter(({ withdrawn }) => withdrawn === null),
    ),
    ...actionFaults(body, item),
  ];
}

/** What is minuted behind closed doors would be read by the whole panel as an action. */
function actionFaults({ kind, action }: OutcomeBody, item: AgendaItem | undefined): Missing[] {
  if (kind !== 'action') {
    return action === undefined ? [] : [{ field: 'action', text: 'Only an action has an owner and a date.' }];
  }
  if (item && hasClosedMinutes(item)) {
    const text = 'The minutes of this item are closed, and an action would be read by all members.';
    return [{ field: 'kind', text }];
  }
  const both = action?.dueOn !== undefined && action.dueMeeting !== undefined;
  return both ? [{ field: 'dueOn', text: 'Enter a day or a meeting, not both.' }] : [];
}
