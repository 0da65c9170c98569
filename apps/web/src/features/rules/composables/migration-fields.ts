import type { FieldsBody, WorkflowVersionsView } from '@kept/contracts';
import type { FormField } from '../../../forms/DefinitionForm.vue';
import { neededField, reasonField } from '../../../forms/needed-fields.js';

type Named = { key: string; title: string };

/** Of the older versions, what the newest has not: states for which another is to be named, and fields. */
function goneFrom({ versions }: WorkflowVersionsView): { states: Named[]; fields: Named[] } {
  const newest = versions.at(-1);
  const older = versions.slice(0, -1).filter(({ open }) => open !== 0);
  const gone = (of: 'states' | 'fields') => {
    const kept = new Set(newest?.[of].map(({ key }) => key));
    const all = older.flatMap((version) => version[of]).filter(({ key }) => !kept.has(key));
    return all.filter(({ key }, place) => all.findIndex((each) => each.key === key) === place);
  };
  return { states: gone('states'), fields: gone('fields') };
}

/** One choice for each state that is gone, one answer for each field that is, and the reason. */
export function migrationFields(versions: WorkflowVersionsView): FormField[] {
  const { states, fields } = goneFrom(versions);
  const options = versions.versions.at(-1)?.states.map(({ key, title }) => ({ value: key, label: title })) ?? [];
  return [
    ...states.map(({ key, title }) => ({
      ...neededField({ key: `state-${key}`, type: 'choice', label: `Items in “${title}” go to`, whenEmpty: '' }),
      hint: 'That state is gone. Items stay as they are where none takes its place.',
      required: false,
      needed: false,
      options,
    })),
    ...fields.map(({ key, title }) => ({
      ...neededField({ key: `drop-${key}`, type: 'boolean', label: `Give up what “${title}” holds?`, whenEmpty: '' }),
      hint: 'That field is gone. History keeps what it held. An item that holds something stays as it is if you say no.',
      required: false,
      needed: false,
    })),
    reasonField,
  ];
}

/** As the server takes it. */
export function migrationBody({ versions }: WorkflowVersionsView, values: FieldsBody) {
  const given = Object.entries(values);
  const states = given.flatMap(([key, value]) =>
    key.startsWith('state-') && typeof value === 'string' ? [[key.slice('state-'.length), value] as const] : [],
  );
  const drops = given.flatMap(([key, value]) =>
    key.startsWith('drop-') && value === true ? [key.slice('drop-'.length)] : [],
  );
  return { to: versions.at(-1)?.version, states: Object.fromEntries(states), drops, reason: String(values['reason']) };
}
