import {
  deadlineTitle,
  describeDuration,
  formatDay,
  londonOffsetTime,
  parseDuration,
  type BenchEntry,
  type Deadline,
  type EventDraft,
  type Facts,
  type LimitHappening,
  type NoticeDraft,
} from '@kept/domain';
import type { BenchEntryView } from '@kept/contracts';
import { postTitle } from '../reference/present-post.js';

type Kind = BenchEntryView['kind'];

const firedKinds: Readonly<Record<string, Kind>> = {
  'reminder-fired': 'reminder',
  'deadline-missed': 'overdue',
  'level-reached': 'level',
  'level-raised': 'level',
};

/** What an entry is called on the wire; null for one that says nothing of its own. */
export function kindOf(entry: BenchEntry): Kind | null {
  if (entry.kind === 'fired') return firedKinds[entry.event.type] ?? null;
  if (entry.kind === 'moved') return 'step';
  if (entry.kind === 'done') return doneKind(entry.step.act);
  return entry.kind;
}

/** What came of an instant, as one plain sentence. */
export function benchWords(entry: BenchEntry, facts: Facts): string {
  switch (entry.kind) {
    case 'created':
      return `It begins: ${stateName(entry.item.state, facts)}.`;
    case 'opened':
      return `It opens another item: ${facts.definitions?.findLast(({ key }) => key === entry.item.workflow)?.title.officer ?? entry.item.workflow}.`;
    case 'moved':
      return movedWords(entry.event, entry.step.act, facts);
    case 'done':
      return doneWords(entry, facts);
    case 'fired':
      return firedWords(entry.event, entry.deadline, facts);
    case 'told':
      return toldWords(entry.notice, facts);
    case 'broken-off':
      return 'More happens than the test bench plays; it is broken off here.';
    default:
      return limitWords(entry.kind, entry, facts);
  }
}

function stateName(state: string | undefined, { definition }: Facts): string {
  return `“${definition.states[state ?? '']?.label ?? state}”`;
}

type Done = Extract<BenchEntry, { kind: 'done' }>;
type Act = Done['step']['act'];
type Suspending = Extract<Act, { suspend: unknown }>['suspend'];

function movedWords({ from, to }: EventDraft, act: Act, facts: Facts): string {
  const label = 'transition' in act ? facts.definition.transitions[act.transition]?.label : undefined;
  const way =
    from === to ? `it stays: ${stateName(to, facts)}` : `from ${stateName(from, facts)} to ${stateName(to, facts)}`;
  return `${label ?? 'By an entry'}: ${way}.`;
}

function doneKind(act: Act): Kind {
  if ('suspend' in act) return 'suspension';
  if ('extend' in act) return 'extension';
  return 'evidence' in act ? 'evidence' : 'record';
}

function doneWords({ step: { act }, occurrence }: Done, facts: Facts): string {
  const { definition } = facts;
  const nameOf = (key: string) => limitName(key, occurrence ?? 1, facts);
  if ('evidence' in act) return `Evidence is added: ${act.evidence}.`;
  if ('suspend' in act) return suspendedWords(act.suspend, nameOf);
  if ('extend' in act) {
    const { deadline, to, reason } = act.extend;
    return `A later date is agreed for ${nameOf(deadline)}: ${formatDay(to)}. Reason: ${reason}.`;
  }
  return `An entry is added to “${('record' in act && definition.records[act.record]?.label) || 'its records'}”.`;
}

function suspendedWords({ deadline, ground, from, resumes }: Suspending, nameOf: (key: string) => string): string {
  const what = deadline === undefined ? 'every time limit' : nameOf(deadline);
  const back = resumes ? `; ${formatDay(resumes)} counts again` : ', and nobody knows until when';
  return `Days are taken out of ${what}: from ${formatDay(from)}${back}. Ground: ${ground}.`;
}

function limitName(key: string, occurrence: number, { definition, rules }: Facts): string {
  return `${deadlineTitle(key, definition, rules)}${occurrence > 1 ? ` (no. ${occurrence})` : ''}`;
}

/** `31 March 2027`, and of a limit in hours the time of that day. */
function dueWords({ dueOn, dueAt }: Pick<Deadline, 'dueOn' | 'dueAt'>): string {
  return dueAt === null ? formatDay(dueOn) : `${formatDay(dueOn)}, ${londonOffsetTime(dueAt).slice(11, 16)}`;
}

function limitWords(
  kind: LimitHappening,
  { deadline, before }: { deadline: Deadline; before: Deadline | null },
  facts: Facts,
): string {
  const name = limitName(deadline.key, deadline.occurrence, facts);
  const due = dueWords(deadline);
  const words: Readonly<Record<LimitHappening, string>> = {
    'limit-started': `${name}: runs until ${due}.`,
    'limit-met': `${name}: met. It was due on ${due}.`,
    'limit-missed': `${name}: not met. It was due on ${due}.`,
    'limit-given-up': `${name}: asked no longer.`,
    'limit-suspended': `${name}: stands still.`,
    'limit-resumed': `${name}: runs on, until ${due}.`,
    'limit-moved': `${name}: now due on ${due}${before === null ? '' : `, before on ${dueWords(before)}`}.`,
  };
  return words[kind];
}

function firedWords(event: EventDraft, deadline: Deadline | null, facts: Facts): string {
  const name = deadline === null ? 'A limit' : limitName(deadline.key, deadline.occurrence, facts);
  const due = deadline === null ? '' : `, due on ${dueWords(deadline)}`;
  const because = event.reason === undefined ? '' : ` ${event.reason}`;
  const mark = event.firing?.mark ?? '';
  if (event.type === 'reminder-fired') return `Reminder of ${name}${due}: ${offsetWords(mark)}.`;
  if (event.type === 'deadline-missed') return `${name} is late${due}.${because}`;
  return levelWords(event, mark) + because;
}

function levelWords({ fields }: EventDraft, mark: string): string {
  const raised = fields?.['level'];
  return typeof raised === 'number' ? `Raised to level ${raised}.` : `The day of level ${mark} comes.`;
}

/** `-5wd` → `5 working days before`. */
function offsetWords(mark: string): string {
  if (mark === '') return 'on the day';
  const offset = parseDuration(mark);
  if (offset.amount === 0) return 'on the day';
  return `${describeDuration(offset)} ${offset.amount < 0 ? 'before' : 'after'}`;
}

const toldOf: Readonly<Record<NoticeDraft['kind'], string>> = {
  assigned: 'that it is theirs',
  reminder: 'of what comes',
  overdue: 'that it is late',
  exception: 'on the weekly list of what is late',
  escalation: 'that it has climbed',
  'date-moved': 'that a date moved',
  mention: 'that they are named',
};

function toldWords({ post, kind, deadline }: NoticeDraft, facts: Facts): string {
  const about = deadline === null ? '' : `: ${limitName(deadline.key, deadline.occurrence, facts)}`;
  return `${postTitle(post, facts.organisation)} is told ${toldOf[kind]}${about}.`;
}
