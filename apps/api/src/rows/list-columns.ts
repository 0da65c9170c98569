import type { FieldView, WorkItemSummaryView } from '@kept/contracts';
import { londonDay, type WorkflowDefinition } from '@kept/domain';
import type { Caller } from '../auth/caller.js';
import type { Cell } from '../http/csv.js';
import { malformed } from '../http/problem.js';
import { levelsOf, partOfField } from '../reference/definition-shape.js';
import { presentField } from '../reference/field.presenter.js';

/** A column of a list as it stands in a file: it may need more than one there. */
export interface ListColumn {
  key: string;
  header: readonly string[];
  cells: (item: WorkItemSummaryView) => readonly Cell[];
}

const yesOrNo = (holds: boolean): string => (holds ? 'yes' : 'no');

/** What every item has. */
const ofEveryItem: readonly ListColumn[] = [
  { key: 'state', header: ['State', 'Paused'], cells: ({ stateLabel, paused }) => [stateLabel, yesOrNo(paused)] },
  {
    key: 'owner',
    header: ['Owner post', 'Holder'],
    cells: ({ ownerPost }) => [ownerPost.name, ownerPost.holder ?? 'vacant'],
  },
  {
    key: 'due',
    header: ['Next date', 'Days left', 'Overdue'],
    cells: ({ nextDueOn, daysLeft, overdue }) => [nextDueOn, daysLeft, yesOrNo(overdue)],
  },
  { key: 'created', header: ['Entered'], cells: ({ createdAt }) => [londonDay(createdAt)] },
];
const level: ListColumn = { key: 'level', header: ['Level'], cells: (item) => [item.level] };
const identity: ListColumn = {
  key: 'item',
  header: ['Reference', 'Title'],
  cells: ({ reference, title }) => [reference, title],
};
const atFirst: readonly string[] = ['state', 'level', 'partOf', 'owner', 'due'];

/**
 * The columns of a file in the order asked for, behind the reference and the title; those of the list at first where none
 * are asked for.
 * @throws Refused 400 for a column that the list does not have
 */
export function columnsOf(asked: string | undefined, definition: WorkflowDefinition, caller: Caller): ListColumn[] {
  const all = allColumns(definition, caller);
  const keys = asked?.split(',') ?? atFirst.filter((key) => all.some((column) => column.key === key));
  const chosen = [...new Set(keys)].map((key) => {
    const column = all.find((each) => each.key === key);
    if (!column) throw malformed(`There is no column “${key}” in this list.`);
    return column;
  });
  return [identity, ...chosen];
}

function allColumns(definition: WorkflowDefinition, { reference }: Caller): ListColumn[] {
  const whole = partOfField(definition);
  const fields = Object.entries(definition.fields).map(([key, field]) =>
    presentField(key, field, reference.organisation),
  );
  return [
    ...ofEveryItem,
    ...(levelsOf(definition).length > 0 ? [level] : []),
    ...fields.flatMap((field) => (field.key === whole ? [ofField(field, 'partOf', 'Part of')] : [])),
    // Words that somebody wrote stay on the item's page: nobody checks a file for whom they name.
    ...fields.flatMap((field) => (field.type === 'text' ? [] : [ofField(field, `field.${field.key}`, field.label)])),
  ];
}

/** A field that the reader may not see is not among the item's, and its cell is empty. */
function ofField(field: FieldView, key: string, header: string): ListColumn {
  return { key, header: [header], cells: ({ fields }) => [cellOf(field, fields[field.key])] };
}

/** Days, times and numbers as a spreadsheet reads them; what is chosen, in the words of the definition; money in pounds. */
function cellOf({ type, options }: FieldView, value: WorkItemSummaryView['fields'][string] | undefined): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return yesOrNo(value);
  if (typeof value === 'number') return type === 'money' ? value / 100 : value;
  if (typeof value === 'object') return [value.body, value.date, value.reference].filter(Boolean).join(', ');
  return options?.find((option) => option.value === value)?.label ?? value;
}
