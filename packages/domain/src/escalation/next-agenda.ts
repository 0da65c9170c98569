import { formatDay } from '../calendar/local-date.js';
import { calculateDate } from '../deadline/calculate.js';
import { panelOf } from '../deadline/count-limit.js';
import { ruleInForce } from '../deadline/rules.js';
import type { Meeting } from '../organisation/organisation.js';
import type { Facts } from '../work-item/work-item.js';

const publication = 'agenda-publication';

/**
 * The agenda that an item comes onto which reaches it today: that of the panel's next meeting for which no agenda is out
 * yet, in words and with the meeting. Where none is known, of whichever comes next.
 */
export function nextAgenda(facts: Facts): { agenda: string; meeting: string | null } {
  const panel = panelOf(facts);
  const meeting = facts.organisation.meetings
    .filter((each) => each.body === panel && each.heldOn > facts.today && isOpen(each, facts))
    .sort((a, b) => a.heldOn.localeCompare(b.heldOn))[0];
  if (!meeting) return { agenda: 'the next meeting', meeting: null };
  return { agenda: `${meeting.title} on ${formatDay(meeting.heldOn)}`, meeting: meeting.id };
}

/** An agenda that went out, five clear working days before its meeting, takes nothing more. */
function isOpen({ heldOn }: Meeting, { rules, calendars, today }: Facts): boolean {
  const found = ruleInForce(rules, publication, heldOn);
  if (!found.ok) return true;
  const published = calculateDate({ rule: found.rule, from: heldOn, calendars });
  return !published.ok || published.dueOn >= today;
}
