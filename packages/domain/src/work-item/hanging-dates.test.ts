import { describe, expect, it } from 'vitest';
import { aDefinition, anActor, anItem, changed, facts, later, limit } from '../../testing/index.js';
import type { FieldDefinition } from '../workflow/definition.js';
import { editWorkItem } from './edit-work-item.js';
import { extendItemDeadline } from './extend-item-deadline.js';
import { suspendItem } from './suspend-item.js';
import type { WorkItem } from './work-item.js';

/** `begin` counts from the day something was noticed; `do` shares its time; `review` counts from the date of `begin`. */
const base = aDefinition();
const noticedOn: FieldDefinition = {
  type: 'date',
  label: 'Noticed on',
  required: false,
  plain: false,
  default: 'today',
};
const definition = aDefinition({
  fields: { ...base.fields, noticedOn },
  states: {
    ...base.states,
    asked: {
      ...base.states['asked']!,
      limits: [
        // In no good order: each starts after what it hangs on all the same.
        limit({ local: 'review', origin: { from: 'deadline:begin' } }),
        limit({ local: 'do', noLaterThan: 'begin' }),
        limit({ local: 'begin', origin: { from: 'noticedOn' } }),
      ],
    },
  },
});
const now = facts({ definition, actor: anActor(['officer'], ['lead']) });
const item = anItem({}, now);

const dates = ({ deadlines }: WorkItem) => Object.fromEntries(deadlines.map(({ key, dueOn }) => [key, dueOn]));

describe('what hangs on a date moves with it', () => {
  it('as it starts: ten working days from Tuesday 10 July 2018, and five from there', () => {
    expect(dates(item)).toEqual({ begin: '2018-07-24', do: '2018-07-24', review: '2018-07-31' });
  });

  it('when a field is edited', () => {
    const edited = changed(editWorkItem(item, { fields: { noticedOn: '2018-07-06' } }, now));
    expect(dates(edited)).toEqual({ begin: '2018-07-20', do: '2018-07-20', review: '2018-07-27' });
  });

  it('when another date is agreed', () => {
    const agreed = changed(extendItemDeadline(item, 'begin', { to: '2018-07-27', reason: 'a holiday' }, now));
    expect(dates(agreed)).toEqual({ begin: '2018-07-27', do: '2018-07-27', review: '2018-08-03' });
  });

  it('when it is suspended: the shared time of the stages is longer by the days out', () => {
    const command = { deadline: 'begin', ground: 'away', from: '2018-07-11', resumes: '2018-07-13' };
    const out = changed(suspendItem(item, command, later(now, 1)));
    expect(dates(out)).toEqual({ begin: '2018-07-26', do: '2018-07-26', review: '2018-08-02' });
  });
});
