import type { LocalDate } from '../calendar/calendar.js';
import { addDays, daysBetween, formatDay, isLocalDate } from '../calendar/local-date.js';
import { londonDay } from '../calendar/zone.js';
import { extendDeadline, meetDeadline } from '../deadline/limits.js';
import type { RecordDefinition } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';
import { refuseChange } from '../work-item/change-guard.js';
import { checkFields, missingRequired } from '../work-item/check-fields.js';
import type { AcknowledgeLevel } from '../work-item/commands.js';
import { accept, actorName, eventOf, refuse, refuseMissing } from '../work-item/decision.js';
import { engineRecords } from '../work-item/engine-records.js';
import { isLive } from '../work-item/limits-of-item.js';
import type { Decision, Facts, Fields, RecordEntry, WorkItem } from '../work-item/work-item.js';
import { answerKey } from './answer-key.js';

/**
 * Somebody of the level's post says by name that it is theirs, and by when they answer. Refused: `state` where the level
 * was not raised or is acknowledged; `forbidden` for anybody else; `missing` without a day from today to the last one that
 * may be promised.
 */
export function acknowledgeLevel(item: WorkItem, command: AcknowledgeLevel, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: true });
  if (refused) return refused;
  const entry = item.records['escalations']?.findLast(({ fields }) => fields['level'] === command.level);
  if (!entry) return refuse('state', `It was not raised to level ${command.level}.`);
  if (isSet(entry.fields['acknowledgedBy'])) return refuse('state', `Level ${command.level} is acknowledged already.`);
  if (!holdsLevel(entry, facts))
    return refuse('forbidden', 'Only the post that the level was raised to acknowledges it.');
  const { answerBy } = command;
  if (!isLocalDate(answerBy) || answerBy < facts.today)
    return refuseMissing([{ field: 'answerBy', text: 'Give the day of your answer: today or later.' }]);
  const last = lastDayToPromise(entry, facts);
  if (answerBy > last)
    return refuseMissing([
      {
        field: 'answerBy',
        text: `Give a day up to ${formatDay(last)}: while you have promised an answer, the item goes no higher.`,
      },
    ]);
  const fields = { acknowledgedBy: actorName(facts.actor), acknowledgedOn: facts.today, answerBy };
  const after = promise(write(item, entry, fields), { entry, answerBy, level: command.level }, facts);
  return accept(after, eventOf(facts, { type: 'level-acknowledged', fields: { level: command.level, ...fields } }));
}

/**
 * As long again as the level had to answer, counted from its day or, where that is past, from today; a year where it had
 * none. While a promise runs the item does not climb: a later one would keep it where it is for as long as anybody likes.
 */
function lastDayToPromise({ fields, addedAt }: RecordEntry, { today }: Facts): LocalDate {
  const { answerDueOn } = fields;
  if (typeof answerDueOn !== 'string') return addDays(today, 365);
  const had = daysBetween(londonDay(addedAt), answerDueOn);
  return addDays(answerDueOn > today ? answerDueOn : today, Math.max(had, 1));
}

/** The answer of a level, by the post that it was raised to: it meets the limit that the level had. */
export function answerLevel(item: WorkItem, no: number, given: Fields, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: true });
  if (refused) return refused;
  const entry = item.records['escalations']?.find((each) => each.no === no);
  if (!entry) return refuse('unknown', 'There is no such record on this item.');
  if (!holdsLevel(entry, facts)) return refuse('forbidden', 'Only the post that the level was raised to answers it.');
  if (isSet(entry.fields['answer'])) return refuse('state', 'What a record says is not written over. Add a new one.');
  const checked = checkFields(given, answerFields, facts);
  if (checked.malformed.length > 0)
    return refuse('malformed', 'Some of what was sent is not a field of an answer.', checked.malformed);
  const missing = [...missingRequired(checked.values, answerFields), ...checked.untrue];
  return missing.length > 0 ? refuseMissing(missing) : answer(item, entry, checked.values, facts);
}

/** The level's fields that its post fills; the words of the answer are asked. */
const answerFields: RecordDefinition['fields'] = Object.fromEntries(
  Object.entries(engineRecords['escalations']?.fields ?? {})
    .filter(([key]) => key === 'answer' || key === 'answeredOn')
    .map(([key, field]) => [key, { ...field, required: key === 'answer' }]),
);

function answer(item: WorkItem, entry: RecordEntry, given: Fields, facts: Facts): Decision {
  const on = typeof given['answeredOn'] === 'string' ? given['answeredOn'] : facts.today;
  const fields = { ...given, answeredOn: on };
  const written = write(item, entry, fields);
  const deadlines = written.deadlines.map((each) =>
    isAnswerOf(entry, each) && isLive(each) ? meetDeadline(each, on) : each,
  );
  const event = eventOf(facts, { type: 'record-completed', fields: { escalations: { no: entry.no, ...fields } } });
  return accept({ ...written, deadlines }, event);
}

/** The post that a level was raised to, by its holder or cover. A level that goes onto an agenda is answered by nobody. */
function holdsLevel(entry: RecordEntry, { actor }: Facts): boolean {
  if (actor.kind === 'system') return true;
  const post = entry.fields['post'];
  return typeof post === 'string' && actor.posts.includes(post);
}

function write(item: WorkItem, entry: RecordEntry, fields: Fields): WorkItem {
  const escalations = (item.records['escalations'] ?? []).map((each) =>
    each === entry ? { ...each, fields: { ...each.fields, ...fields } } : each,
  );
  return { ...item, records: { ...item.records, escalations } };
}

/** The day that was promised is agreed beside the one that the level had; the first is kept. */
function promise(
  item: WorkItem,
  { entry, answerBy, level }: { entry: RecordEntry; answerBy: string; level: number },
  facts: Facts,
): WorkItem {
  const deadlines = item.deadlines.map((each) => {
    if (!isAnswerOf(entry, each) || !isLive(each) || each.dueOn === answerBy) return each;
    const reason = `Level ${level} was acknowledged and promises an answer for ${formatDay(answerBy)}.`;
    const extension = { from: each.dueOn, to: answerBy, reason, by: actorName(facts.actor), at: facts.now };
    return extendDeadline(each, extension, facts);
  });
  return { ...item, deadlines };
}

function isAnswerOf(entry: RecordEntry, { key, occurrence }: { key: string; occurrence: number }): boolean {
  return key === answerKey && occurrence === entry.no;
}
