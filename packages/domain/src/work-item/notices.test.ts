import { describe, expect, it } from 'vitest';
import { londonInstant, passTime, transitionWorkItem, type Facts, type WorkflowDefinition } from '../index.js';
import { aDefinition, anItem, changed, facts, limit } from '../../testing/index.js';

/** Ten working days from Tuesday 10 July 2018: due on the 24th. */
function asking(use: Parameters<typeof limit>[0], rest: Partial<WorkflowDefinition> = {}): WorkflowDefinition {
  const { states, ...definition } = aDefinition();
  const [asked, doing] = [states['asked'], states['doing']];
  if (!asked || !doing) throw new Error('The small request has lost its states.');
  return {
    ...definition,
    states: { ...states, asked: { ...asked, limits: [limit({ local: 'begin', ...use })] } },
    ...rest,
  };
}

const roles = {
  'person-ada': ['director' as const],
  'person-ben': ['chair' as const],
  'person-dee': ['participation' as const],
};

function told(definition: WorkflowDefinition, day: string, time: string, rest: Partial<Facts> = {}) {
  const item = anItem({}, facts({ definition }));
  const now = londonInstant(day, time);
  const decision = passTime(item, facts({ definition, now, actor: { kind: 'system', name: 'sweep' }, roles, ...rest }));
  return decision.allowed ? decision.change.notices.map(({ kind, post }) => `${kind} ${post}`) : [];
}

describe('what a date tells', () => {
  it('is told before and after it: five working days before, and one after', () => {
    const reminders = [-5, 1].map((amount) => ({ amount, unit: 'working-days' as const }));
    const definition = asking({ reminders });
    expect(told(definition, '2018-07-17', '08:00')).toEqual(['reminder lead']);
    expect(told(definition, '2018-07-25', '07:59')).toEqual(['reminder lead', 'overdue lead']);
    expect(told(definition, '2018-07-25', '08:00')).toEqual(['reminder lead', 'overdue lead', 'reminder lead']);
  });

  it('is told beside the owner to the posts whose holder has the role and sees the item', () => {
    expect(told(asking({ tells: 'chair' }), '2018-07-25', '00:00')).toEqual([
      'overdue lead',
      'overdue head-of-service',
    ]);
    // Participation does not see these items.
    expect(told(asking({ tells: 'participation' }), '2018-07-25', '00:00')).toEqual(['overdue lead']);
    expect(told(asking({ tells: 'chair' }, { visibility: {} }), '2018-07-25', '00:00')).toEqual(['overdue lead']);
  });

  it('tells one who holds two posts once', () => {
    const { organisation } = facts();
    const holders = organisation.holders.map((each) => ({
      ...each,
      personId: each.post === 'lead' ? 'person-cyd' : 'person-ben',
    }));
    expect(
      told(asking({ tells: 'chair' }), '2018-07-25', '00:00', { organisation: { ...organisation, holders } }),
    ).toEqual(['overdue lead', 'overdue clerk']);
  });

  it('waits for a weekly list of the owner and the post above, where late ones are many', () => {
    expect(told(asking({ lists: 'weekly' }), '2018-07-25', '00:00')).toEqual([
      'exception lead',
      'exception head-of-service',
    ]);
    expect(told(asking({ lists: 'weekly', ignoresQuietHours: true }), '2018-07-25', '00:00')).toEqual(['overdue lead']);
  });

  it('says nothing of a limit that was met', () => {
    const known = facts();
    const fields = { director: 'head-of-service' };
    const begun = changed(transitionWorkItem(anItem({}, known), { transition: 'begin', fields }, known));
    const decision = passTime(begun, facts({ now: londonInstant('2018-07-25', '09:00') }));
    expect(decision.allowed).toBe(false);
  });
});
