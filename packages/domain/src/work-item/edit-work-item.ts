import { isLocalDate } from '../calendar/local-date.js';
import { scheduleDeadline } from '../deadline/limits.js';
import { mayChange, refuseChange } from './change-guard.js';
import { openCheckIn } from './check-ins.js';
import { checkFields, mergeFields, missingRequired, type CheckedFields } from './check-fields.js';
import type { EditWorkItem } from './commands.js';
import { accept, eventOf, refuse, refuseMissing } from './decision.js';
import { shownFields } from './event-fields.js';
import { latestDeadline, isLive, replaceDeadline } from './limits-of-item.js';
import { movedNotices } from './notices.js';
import { restrictionOf } from './restriction.js';
import { decidedFields, emptiedNeeds } from './settled-fields.js';
import { followFields } from './state-deadlines.js';
import type { Decision, Facts, Missing, WorkItem } from './work-item.js';
import { maySeeField } from './visibility.js';

/**
 * Changes the title, fields (null empties one that nothing needs) and planned dates. Dates that follow a field are
 * recalculated. Refused: `unknown`, `forbidden`, `state` when closed or where a field decided a step of the past,
 * `malformed`, and `missing`, also where a date that runs could no longer be worked out.
 */
export function editWorkItem(item: WorkItem, command: EditWorkItem, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: true });
  if (refused) return refused;
  const checked = checkFields(command.fields ?? {}, editableFields(item, facts), facts);
  const schedule = checkSchedule(item, command.schedule ?? {});
  const malformed = [...checked.malformed, ...schedule.malformed];
  if (malformed.length > 0) return refuse('malformed', 'Some of what was sent cannot be edited here.', malformed);
  const decided = changedDecisions(item, checked, facts);
  if (decided.length > 0) return refuse('state', 'What decided where the item went is not edited any more.', decided);
  const missing = [...emptyTitle(command.title), ...untrueOrMissing(item, checked, facts), ...schedule.untrue];
  if (missing.length > 0) return refuseMissing(missing);
  return edit(item, command, { ...facts, fields: mergeFields(item.fields, checked.values) });
}

/** The fields that this actor may edit now, in the definition's order; none where they may not change the item at all. */
export function listEditable(item: WorkItem, facts: Facts): string[] {
  if (!mayChange(item, facts)) return [];
  const decided = decidedFields(item, facts.definition);
  return Object.keys(editableFields(item, facts)).filter((key) => !decided.has(key));
}

function edit(item: WorkItem, command: EditWorkItem, facts: Facts & { fields: WorkItem['fields'] }): Decision {
  const changed = { ...item, title: command.title?.trim() ?? item.title, fields: facts.fields };
  const dated = followFields(changed, item.fields, facts);
  if (!dated.ok) return refuseMissing([{ field: dated.key, text: dated.error }]);
  const followed = { ...changed, deadlines: openCheckIn(item.state, dated.deadlines, changed.fields, facts) };
  const scheduled = Object.entries(command.schedule ?? {}).reduce(
    (deadlines, [key, on]) => planDeadline(deadlines, key, on, facts),
    followed.deadlines,
  );
  const after = { ...followed, deadlines: scheduled, restrictedTo: restrictionOf(followed, item, facts) };
  const onlySchedule = command.schedule !== undefined && command.title === undefined && command.fields === undefined;
  const shown = { ...shownFields(item, after, facts.definition), ...scheduleShown(command) };
  const event = eventOf(facts, { type: onlySchedule ? 'deadline-scheduled' : 'fields-edited', fields: shown });
  return accept(after, event, movedNotices(after, item.deadlines));
}

function planDeadline(
  deadlines: WorkItem['deadlines'],
  key: string,
  on: string | null,
  facts: Facts,
): WorkItem['deadlines'] {
  const deadline = latestDeadline(deadlines, key);
  return deadline ? replaceDeadline(deadlines, scheduleDeadline(deadline, on, facts)) : deadlines;
}

/** An actor edits what they see: a field kept from them is to them no field at all. */
function editableFields(item: WorkItem, facts: Facts) {
  const { definition, actor } = facts;
  return Object.fromEntries(
    Object.entries(definition.fields).filter(([key]) => maySeeField(key, item, definition, actor)),
  );
}

function untrueOrMissing(item: WorkItem, checked: CheckedFields, facts: Facts): Missing[] {
  const edited = Object.keys(checked.values);
  const required = missingRequired(mergeFields(item.fields, checked.values), facts.definition.fields);
  const emptied = emptiedNeeds(item, checked.values, facts.definition).filter(
    ({ field }) => !required.some((each) => each.field === field),
  );
  return [...checked.untrue, ...required.filter((each) => edited.includes(each.field)), ...emptied];
}

/** Edits of what decided a step of the past; to send the same value again is no edit. */
function changedDecisions(item: WorkItem, checked: CheckedFields, { definition }: Facts): Missing[] {
  const decided = decidedFields(item, definition);
  const edited = Object.entries(checked.values).filter(
    ([key, value]) => decided.has(key) && JSON.stringify(value) !== JSON.stringify(item.fields[key] ?? null),
  );
  return edited.map(([field]) => ({
    field,
    text: `“${definition.fields[field]?.label ?? field}” decided where the item went.`,
  }));
}

function emptyTitle(title: string | undefined): Missing[] {
  return title !== undefined && title.trim() === '' ? [{ field: 'title', text: 'Give it a title.' }] : [];
}

function checkSchedule(item: WorkItem, schedule: NonNullable<EditWorkItem['schedule']>) {
  const malformed: Missing[] = [];
  const untrue: Missing[] = [];
  for (const [key, on] of Object.entries(schedule)) {
    const deadline = latestDeadline(item.deadlines, key);
    if (!deadline) malformed.push({ field: key, text: `There is no deadline “${key}” on this item.` });
    else if (!isLive(deadline)) untrue.push({ field: key, text: `The deadline “${key}” is no longer running.` });
    else if (on !== null && !isLocalDate(on))
      untrue.push({ field: key, text: `The planned day of “${key}” must be a real date.` });
  }
  return { malformed, untrue };
}

function scheduleShown(command: EditWorkItem): Record<string, unknown> {
  return command.schedule ? { schedule: command.schedule } : {};
}
