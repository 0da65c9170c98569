import type { Actor, Deadline, Facts, Instant, WorkItem } from '@kept/domain';
import { usualTelling } from '@kept/database';
import type { OutboxBatch, OutboxMessage, TellingMode, TellingPreference } from '@kept/database';
import { checkNotice, standIn } from './check-notice.js';
import type { NoticeCheck, Recipient } from './check-notice.js';
import { isUrgent } from './quiet-hours.js';
import { isAway, leavesAt, whenToTell } from './when-to-tell.js';

const hour = 3_600_000;
/** After three days without success a person decides. */
export const givingUp = 72 * hour;

const system: Actor = { kind: 'system', name: 'sweep' };

export type WayOut = 'email' | 'teams';

/** One message that is still true, in the facts of its item. */
export interface Told {
  message: OutboxMessage;
  item: WorkItem;
  deadline: Deadline | null;
  facts: Facts;
}

/** What becomes of a message where it is not told now. */
export type Instead =
  | { outcome: 'withdrawn' | 'failed' | 'shown' | 'quarantined'; error: string; endsFollow?: boolean }
  | { outcome: 'later'; at: Instant; error: string | null };

/** A line, whom it is for, and the way there. */
interface Addressed {
  told: Told;
  recipient: Recipient;
  channel: WayOut;
}

export type Verdict =
  /** `listed`: its reader wants one mail a day or a week, and this belongs in it. */
  | ({ kind: 'go'; listed: boolean } & Addressed)
  /** It is to be told, and not yet. */
  | ({ kind: 'held'; at: Instant; error: string | null } & Addressed)
  | { kind: 'not'; instead: Instead };

type Moment = Omit<OutboxBatch, 'preferences'>;

/** Judges the messages of one batch, each against its item as it stands: the same check at a first sending and at a repeat. */
export class Judge {
  readonly #checks = new Map<string, { item: WorkItem; facts: Facts; check: NoticeCheck }>();

  constructor(
    /** Teams with a channel in Teams. */
    private readonly teams: ReadonlySet<string>,
    private readonly onFault: (id: string, error: unknown) => void,
  ) {}

  /** Whoever it may go to: the reader, and who stands in while they are away. */
  readers(message: OutboxMessage, moment: Moment): Recipient[] {
    try {
      const { item, facts, check } = this.#check(message, moment);
      if (check.kind !== 'tell') return [];
      const there = awayness(moment);
      if (!there.isAway(check.recipient.person.id)) return [check.recipient];
      const instead = standIn(check.recipient, item, facts, there);
      return instead === null ? [check.recipient] : [check.recipient, instead];
    } catch {
      // The verdict says so.
      return [];
    }
  }

  verdict(message: OutboxMessage, batch: OutboxBatch): Verdict {
    try {
      return this.#judge(message, batch);
    } catch (error) {
      // One poisoned message must not hold up the others.
      this.onFault(message.id, error);
      return not({ outcome: 'quarantined', error: 'it could not be judged' });
    }
  }

  #judge(message: OutboxMessage, batch: OutboxBatch): Verdict {
    const { item, facts, check } = this.#check(message, batch);
    if (check.kind === 'withdraw') {
      const { reason: error, endsFollow = false } = check;
      return not({ outcome: 'withdrawn', error, ...(endsFollow && { endsFollow }) });
    }
    if (check.kind === 'nobody') return not(nobody(message, batch.now));
    const { recipient, deadline } = check;
    const told = { message, item, deadline, facts };
    const urgent = isUrgent(message.notice, deadline, { today: batch.today, level: item.level });
    return urgent ? this.#atAnyHour(told, recipient, batch) : this.#inItsTime(told, recipient, batch);
  }

  /** Past quiet hours, a daily list and leave; and past "in Kept alone". */
  #atAnyHour(told: Told, usual: Recipient, batch: OutboxBatch): Verdict {
    const there = awayness(batch);
    const instead = there.isAway(usual.person.id) ? standIn(usual, told.item, told.facts, there) : null;
    const recipient = instead ?? usual;
    return { kind: 'go', listed: false, told, recipient, channel: this.#way(recipient, batch) };
  }

  #inItsTime(told: Told, recipient: Recipient, batch: OutboxBatch): Verdict {
    const { channel } = preferenceOf(recipient, batch);
    if (channel === 'none') return not({ outcome: 'shown', error: 'its reader is told in Kept alone' });
    const addressed = { told, recipient, channel: this.#way(recipient, batch) };
    const mode = modeOf(told.message, recipient, batch);
    const held = heldUntil(told, { personId: recipient.person.id, mode }, batch);
    if (held !== null) return { kind: 'held', ...held, ...addressed };
    return { kind: 'go', listed: mode !== 'at-once', ...addressed };
  }

  /** In Teams for whoever chose it, where the team of their post has a channel; else by mail. */
  #way(recipient: Recipient, batch: OutboxBatch): WayOut {
    if (preferenceOf(recipient, batch).channel !== 'teams') return 'email';
    return this.teams.has(teamOf(recipient, batch.reference) ?? '') ? 'teams' : 'email';
  }

  #check(message: OutboxMessage, moment: Moment) {
    const known = this.#checks.get(message.id);
    if (known !== undefined) return known;
    const { item, facts } = itemOf(message, moment);
    const checked = { item, facts, check: checkNotice(message, item, facts, moment.reference.roles) };
    this.#checks.set(message.id, checked);
    return checked;
  }
}

/** The team of the post that is told. */
export function teamOf({ post }: Recipient, { organisation }: OutboxBatch['reference']): string | null {
  return organisation.posts.find(({ key }) => key === post)?.team ?? null;
}

/** A late one of many is told once a week, whatever its reader chose; what they follow as they chose for that. */
function modeOf({ notice }: OutboxMessage, recipient: Recipient, batch: OutboxBatch): TellingMode {
  const { mode, followed } = preferenceOf(recipient, batch);
  if (notice.kind === 'exception') return 'weekly';
  return notice.kind === 'followed' ? followed : mode;
}

function heldUntil(
  { message, facts }: Told,
  { personId, mode }: { personId: string; mode: TellingMode },
  { now, firing }: OutboxBatch,
): { at: Instant; error: string | null } | null {
  const { organisation, calendars } = facts;
  const { kind, createdAt } = message.notice;
  const fired = !['assigned', 'date-moved', 'mention', 'followed'].includes(kind);
  const at = whenToTell(createdAt, now, { personId, mode, fired, organisation, calendars });
  if (at !== now) return { at, error: null };
  if (message.waitsFor !== null && message.waitsFor > now)
    return { at: message.waitsFor, error: 'an earlier message of the item goes first' };
  const leaves = mode === 'at-once' ? null : leavesAt(createdAt, now, firing);
  return leaves === null ? null : { at: leaves, error: 'what fires at 08:00 goes with it' };
}

const not = (instead: Instead): Verdict => ({ kind: 'not', instead });

const preferenceOf = ({ person }: Recipient, { preferences }: OutboxBatch): TellingPreference =>
  preferences.get(person.id) ?? usualTelling;

function awayness({ reference, today }: Pick<OutboxBatch, 'reference' | 'today'>) {
  const { organisation, roles } = reference;
  return { roles, isAway: (personId: string) => isAway(personId, today, organisation) };
}

function itemOf(message: OutboxMessage, { now, today, reference, items }: Moment): { item: WorkItem; facts: Facts } {
  const item = items.get(message.notice.workItemId);
  const definition = reference.definitions.find(
    (each) => each.key === item?.workflow && each.version === item.definitionVersion,
  );
  if (item === undefined || definition === undefined) throw new Error('The item, or its definition, is not there.');
  const { rules, localValues, calendars, organisation } = reference;
  return { item, facts: { now, today, actor: system, definition, rules, localValues, calendars, organisation } };
}

/** A vacant post without anybody above it: somebody may be named within three days. */
function nobody({ notice }: OutboxMessage, now: Instant): Instead {
  const error = `nobody holds or acts for the post ${notice.post}`;
  if (Date.parse(now) - Date.parse(notice.createdAt) > givingUp) return { outcome: 'failed', error };
  return { outcome: 'later', at: new Date(Date.parse(now) + hour).toISOString(), error };
}
