import { roles } from '../organisation/organisation.js';
import type { FieldDefinition, WorkflowDefinition } from './definition.js';
import type { DefinitionFault } from './fault.js';
import { limitsOf, type Path } from './walk.js';

/** The reader who is no user: what is published for young people. */
const youngPeople = 'young-people';
const relations = ['owner', 'contributor'];

/** Roles exist, and whatever is written has somebody to read it. */
export function checkReaders(definition: WorkflowDefinition): DefinitionFault[] {
  return [
    ...unknownRoles(definition),
    ...plainWithoutReader(definition),
    ...unseenFields(definition),
    ...childToPanel(definition),
    ...restrictedToPanel(definition),
  ];
}

/** A child's case never reaches the panel: no level goes onto an agenda, and its members see figures alone. */
function childToPanel(definition: WorkflowDefinition): DefinitionFault[] {
  if (definition.about !== 'child') return [];
  const fault = 'child-to-panel' as const;
  const text = 'A child’s case never reaches the panel.';
  const sights = ['chair', 'panel-member']
    .filter((role) => definition.visibility[role]?.includes('item'))
    .map((role) => ({ fault, path: ['visibility', role], text }));
  return [...agendas(definition).map((path) => ({ fault, path, text })), ...sights];
}

/** What is not open to everybody comes onto an agenda by the proper officer, never by itself. */
function restrictedToPanel(definition: WorkflowDefinition): DefinitionFault[] {
  if (definition.about === 'child' || definition.classification === 'unrestricted') return [];
  const text = `Items are ${definition.classification}, and the agenda of a meeting is read by everybody.`;
  return agendas(definition).map((path) => ({ fault: 'restricted-to-panel', path, text }));
}

function agendas({ escalation }: WorkflowDefinition): Path[] {
  return Object.entries(escalation).flatMap(([name, levels]) =>
    levels.flatMap(({ agenda }, index) => (agenda === undefined ? [] : [['escalation', name, index, 'agenda']])),
  );
}

function unknownRoles(definition: WorkflowDefinition): DefinitionFault[] {
  return namedRoles(definition)
    .filter(({ role, also }) => !roles.some((each) => each === role) && !also.includes(role))
    .map(({ role, path }) => ({ fault: 'unknown-role', path, text: `There is no role “${role}”.` }));
}

function namedRoles(definition: WorkflowDefinition): { role: string; path: Path; also: readonly string[] }[] {
  return [
    ...Object.entries(definition.transitions).flatMap(([key, { by }]) =>
      by.map((role, index) => ({ role, path: ['transitions', key, 'by', index], also: relations })),
    ),
    ...Object.entries(definition.fields).flatMap(([key, { visibleTo }]) =>
      (visibleTo ?? []).map((role, index) => ({ role, path: ['fields', key, 'visibleTo', index], also: relations })),
    ),
    ...Object.entries(definition.states).flatMap(([key, { hiddenFrom }]) =>
      hiddenFrom.map((role, index) => ({ role, path: ['states', key, 'hiddenFrom', index], also: [] })),
    ),
    ...limitsOf(definition).flatMap(({ use, path }) =>
      use.tells === undefined ? [] : [{ role: use.tells, path: [...path, 'tells'], also: [] }],
    ),
    ...(definition.skipsLevels ?? []).map((role, index) => ({ role, path: ['skipsLevels', index], also: relations })),
    ...Object.keys(definition.visibility).map((role) => ({ role, path: ['visibility', role], also: [youngPeople] })),
  ];
}

/** Words that are checked to be plain, in a workflow from which young people read nothing. */
function plainWithoutReader(definition: WorkflowDefinition): DefinitionFault[] {
  if (definition.visibility[youngPeople]) return [];
  const ofRecords = Object.entries(definition.records).flatMap(([kind, { fields }]) =>
    plainFields(fields).map((key) => ['records', kind, 'fields', key]),
  );
  return [...plainFields(definition.fields).map((key) => ['fields', key]), ...ofRecords].map((path) => ({
    fault: 'plain-without-reader',
    path,
    text: `“${String(path.at(-1))}” is in plain words for young people, and visibility gives them nothing to read.`,
  }));
}

function plainFields(fields: Readonly<Record<string, FieldDefinition>>): string[] {
  return Object.keys(fields).filter((key) => fields[key]?.plain);
}

/** A field kept for readers none of whom sees the item. */
function unseenFields(definition: WorkflowDefinition): DefinitionFault[] {
  const seeing = new Set([
    ...relations,
    ...Object.values(definition.transitions).flatMap((transition) => transition.by),
  ]);
  for (const [role, sights] of Object.entries(definition.visibility)) if (sights.includes('item')) seeing.add(role);
  return Object.entries(definition.fields)
    .filter(([, { visibleTo }]) => visibleTo && !visibleTo.some((reader) => seeing.has(reader)))
    .map(([key]) => ({
      fault: 'field-unseen',
      path: ['fields', key, 'visibleTo'],
      text: `Nobody sees “${key}”: none of its readers sees the item.`,
    }));
}
