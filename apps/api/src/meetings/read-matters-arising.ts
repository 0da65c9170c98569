import { Inject, Injectable } from '@nestjs/common';
import { holderOn, isOverdue, listTransitions, scopeOf } from '@kept/domain';
import type { Facts, Fields, WorkItem } from '@kept/domain';
import type { MattersArisingView } from '@kept/contracts';
import type { Database, ListPage } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { postTitle } from '../reference/present-post.js';
import { findMeeting } from './find-meeting.js';
import { presentMeeting } from './meeting.presenter.js';

const workflow = 'panel-action';
/** What the meeting may do with an action, beside what its owner may. */
const stepsHere = ['propose-to-close', 'close', 'report', 'return'];

type Matter = MattersArisingView['matters'][number];
type Which = { closed: boolean; field: { key: string; values: string[] } };

/**
 * What earlier meetings of the body ordered and is still open, and what this meeting closed, in the order of the minutes:
 * meeting by meeting, minute by minute.
 */
@Injectable()
export class ReadMattersArising {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 */
  async run(caller: Caller, id: string): Promise<MattersArisingView> {
    const meeting = findMeeting(caller, id);
    const { meetings } = caller.reference.organisation;
    const earlier = meetings.filter(({ body, heldOn }) => body === meeting.body && heldOn < meeting.heldOn);
    const values = earlier.map((each) => each.id);
    const [open, closedHere] = await Promise.all([
      values.length === 0 ? [] : this.#all(caller, { closed: false, field: { key: 'meeting', values } }),
      this.#all(caller, { closed: true, field: { key: 'closedAt', values: [meeting.id] } }),
    ]);
    const matters = [...open, ...closedHere].flatMap((page) =>
      page.rows.flatMap((item) => matterOf(item, page, caller)),
    );
    return { meeting: presentMeeting(meeting, caller.reference), matters: matters.sort(inOrderOfMinutes) };
  }

  /** What is open before a panel is some dozens: all of it. */
  async #all({ authorityId, actor, reference }: Caller, which: Which): Promise<ListPage[]> {
    const pages: ListPage[] = [];
    const scope = scopeOf(reference.definitions, actor);
    let cursor: string | null = null;
    do {
      const query = { workflow, sort: 'reference', limit: 200, ...which, ...(cursor !== null && { cursor }) } as const;
      const page: ListPage = await this.database.workItems.list({ authorityId }, query, scope);
      pages.push(page);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return pages;
  }
}

function matterOf(item: WorkItem, { now, today }: ListPage, { actor, reference }: Caller): Matter[] {
  const definition = reference.definitions.find(
    ({ key, version }) => key === item.workflow && version === item.definitionVersion,
  );
  const { organisation, rules, localValues, calendars } = reference;
  const meeting = organisation.meetings.find(({ id }) => id === item.fields['meeting']);
  if (!definition || !meeting) return [];
  const facts: Facts = { now, today, actor, definition, organisation, rules, localValues, calendars };
  const minute = item.fields['minuteNumber'];
  return [
    {
      reference: item.reference,
      title: item.title,
      meetingDate: meeting.heldOn,
      minute: typeof minute === 'number' ? minute : null,
      paragraph: textOf(item.fields, 'paragraph'),
      owner: { key: item.ownerPost, title: postTitle(item.ownerPost, organisation) },
      holder: holderOn(item.ownerPost, organisation, today)?.name ?? null,
      state: item.state,
      stateLabel: definition.states[item.state]?.label ?? item.state,
      closed: item.closed,
      exempt: item.exempt,
      dueWords: textOf(item.fields, 'dueWords'),
      nextDueOn: item.nextDueOn,
      overdue: item.deadlines.some((deadline) => isOverdue(deadline, today, now)),
      done: doneOf(item),
      steps: listTransitions(item, facts)
        .filter(({ key, allowed }) => allowed && stepsHere.includes(key))
        .map(({ key, label }) => ({ transition: key, label })),
    },
  ];
}

/** In these, what the owner says was done stands; what the meeting sent back is a claim that it did not take. */
const saysDone = ['proposed-to-close', 'closed-between-meetings', 'closed'];

/** What was done; before that is said, the newest update. */
function doneOf({ state, fields, records }: WorkItem): string | null {
  const done = saysDone.includes(state) ? textOf(fields, 'outcome') : null;
  return done ?? textOf(records['updates']?.at(-1)?.fields ?? {}, 'text');
}

function textOf(fields: Fields, key: string): string | null {
  const value = fields[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Paragraph 10 comes after paragraph 2. */
function inOrderOfMinutes(a: Matter, b: Matter): number {
  return (
    a.meetingDate.localeCompare(b.meetingDate) ||
    (a.minute ?? Number.MAX_SAFE_INTEGER) - (b.minute ?? Number.MAX_SAFE_INTEGER) ||
    (a.paragraph ?? '').localeCompare(b.paragraph ?? '', 'en', { numeric: true }) ||
    a.reference.localeCompare(b.reference)
  );
}
