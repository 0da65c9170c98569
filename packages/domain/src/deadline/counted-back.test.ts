import { describe, expect, it } from 'vitest';
import { aDefinition, anOrganisation, facts, limit, meeting } from '../../testing/index.js';
import type { Fields } from '../work-item/work-item.js';
import type { Deadline } from './deadline.js';
import { recalculateDeadline, startDeadline } from './limits.js';

/** A draft, fifteen working days before the agenda of the meeting that the item names. */
const definition = aDefinition({
  local: { draft: { before: 'agenda-publication', orAt: 'meetingAt', amount: { amount: -15, unit: 'working-days' } } },
});
const use = limit({ local: 'draft' });

function draft(fields: Fields, known = facts()): Deadline {
  const outcome = startDeadline({ definition, use, occurrence: 1, startedAt: known.now, fields, facts: known });
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.deadline;
}

describe('a limit counted back from a meeting', () => {
  it('counts from the one that the item names: the panel of 20 September 2018, agenda out by the 12th', () => {
    const { dueOn, versions } = draft({ meetingAt: 'panel-2018-09-20' });
    expect(dueOn).toBe('2018-08-21');
    expect(versions.meeting).toEqual({ id: 'panel-2018-09-20', body: 'panel', heldOn: '2018-09-20' });
  });

  it('is late at once where that meeting is too near: no later one is taken in its place', () => {
    // The agenda of 19 July is due on the 11th, its drafts on 20 June; it is 10 July.
    expect(draft({ meetingAt: 'panel-2018-07-19' }).dueOn).toBe('2018-06-20');
  });

  it('counts from the next one of the panel as long as none is named', () => {
    expect(draft({}, facts({ on: '2018-06-04' })).versions.meeting?.id).toBe('panel-2018-07-19');
  });

  it('moves with its meeting, and stays with it though another is called before', () => {
    const meetings = [meeting('panel', '2018-08-30'), { ...meeting('panel', '2018-09-20'), heldOn: '2018-09-27' }];
    const fields = { meetingAt: 'panel-2018-09-20' };
    const known = facts({ organisation: anOrganisation({ meetings }) });
    expect(recalculateDeadline(draft(fields), { definition, use, fields, facts: known }).dueOn).toBe('2018-08-29');
  });
});
