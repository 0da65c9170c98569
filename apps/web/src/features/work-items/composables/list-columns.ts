import type { FieldView, WorkflowView } from '@kept/contracts';
import { londonDay } from '@kept/domain';
import type { LocationQuery } from 'vue-router';
import { valueInWords } from '../../../forms/field-values.js';
import type { ItemColumn } from '../../../rows/columns.js';
import { dayInWords } from '../../../ui/dates.js';

/** A column that an officer may choose. */
export interface ColumnChoice {
  key: string;
  label: string;
  /** Shown until somebody chooses. */
  atFirst: boolean;
}

/** In the order in which they stand. What somebody wrote in sentences is read on the item's page. */
export function columnChoices({ levels, partOf, fields }: WorkflowView): ColumnChoice[] {
  return [
    { key: 'state', label: 'State', atFirst: true },
    ...(levels.length > 0 ? [{ key: 'level', label: 'Level', atFirst: true }] : []),
    ...(partOf ? [{ key: 'partOf', label: 'Part of', atFirst: true }] : []),
    { key: 'owner', label: 'Owner', atFirst: true },
    { key: 'due', label: 'Next date', atFirst: true },
    { key: 'created', label: 'Entered', atFirst: false },
    ...fields
      .filter(({ key, type }) => type !== 'text' && key !== partOf)
      .map(({ key, label }) => ({ key: `field.${key}`, label, atFirst: false })),
  ];
}

/** The keys of the columns that an address asks for; those at first where it asks for none, or for none that there are. */
export function chosenColumns(query: LocationQuery, workflow: WorkflowView): string[] {
  const choices = columnChoices(workflow);
  const asked = typeof query['columns'] === 'string' ? query['columns'].split(',') : [];
  const chosen = choices.filter(({ key }) => asked.includes(key));
  return (chosen.length > 0 ? chosen : choices.filter(({ atFirst }) => atFirst)).map(({ key }) => key);
}

/** Into an address, in the order of the columns; undefined for those at first, which need no words. */
export function columnsInAddress(chosen: readonly string[], workflow: WorkflowView): string | undefined {
  const choices = columnChoices(workflow);
  const keys = choices.filter(({ key }) => chosen.includes(key)).map(({ key }) => key);
  const atFirst = choices.filter((choice) => choice.atFirst).map(({ key }) => key);
  return keys.length === 0 || keys.join() === atFirst.join() ? undefined : keys.join(',');
}

/** The columns behind those that every list has. */
export function moreColumns(chosen: readonly string[], { fields }: WorkflowView): ItemColumn[] {
  const created: ItemColumn = {
    key: 'created',
    label: 'Entered',
    sort: 'created',
    of: ({ createdAt }) => dayInWords(londonDay(createdAt)),
  };
  return [
    ...(chosen.includes('created') ? [created] : []),
    ...fields.filter(({ key }) => chosen.includes(`field.${key}`)).map(ofField),
  ];
}

function ofField(field: FieldView): ItemColumn {
  return { key: `field.${field.key}`, label: field.label, of: ({ fields }) => valueInWords(field, fields[field.key]) };
}
