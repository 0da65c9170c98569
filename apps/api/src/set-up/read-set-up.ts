import { Inject, Injectable } from '@nestjs/common';
import type { SetUpView } from '@kept/contracts';
import type { Database, KeptLocalValue } from '@kept/database';
import { holderOn, setUpTasks } from '@kept/domain';
import type { LocalDate, SetUpFacts, SetUpKey, WorkflowDefinition } from '@kept/domain';
import type { Caller } from '../auth/caller.js';
import type { OutOfHours } from '../boot/out-of-hours.js';
import { DATABASE, OUT_OF_HOURS } from '../boot/providers.js';

interface Words {
  title: string;
  /** Null where it is done by whoever installs Kept. */
  href: string | null;
}

/** Which tasks stand together, and the page on which each is done. */
const groups: readonly { title: string; tasks: Partial<Record<SetUpKey, Words>> }[] = [
  {
    title: 'Who works here',
    tasks: {
      posts: { title: 'Give every post a holder', href: '/posts?show=vacant' },
      meetings: { title: 'Put in the meetings of each body', href: '/meetings/new' },
    },
  },
  {
    title: 'By what dates are counted',
    tasks: {
      calendars: { title: 'Load the calendars for this year and next', href: '/calendars' },
      limits: { title: 'Agree the lengths that are left to the council', href: '/rules' },
      workflows: { title: 'Publish the workflows', href: '/work' },
    },
  },
  {
    title: 'What young people read',
    tasks: {
      words: { title: 'Go through the words that young people asked not to read', href: '/words' },
      'out-of-hours': { title: 'Give a number for nights and weekends', href: null },
    },
  },
  {
    title: 'How people are told',
    tasks: {
      mail: { title: 'See that messages go out', href: '/messages/channels' },
      'set-aside': { title: 'Decide on messages that are set aside', href: '/messages/set-aside' },
    },
  },
];

/** What a council has yet to do, worked out from what is there each time it is asked. */
@Injectable()
export class ReadSetUp {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(OUT_OF_HOURS) private readonly outOfHours: OutOfHours | null,
  ) {}

  async run(caller: Caller): Promise<SetUpView> {
    const tasks = setUpTasks(await this.#facts(caller));
    return {
      asOf: caller.today,
      groups: groups.map(({ title, tasks: words }) => ({
        title,
        tasks: tasks.flatMap((task) => {
          const said = words[task.key];
          return said ? [{ ...task, ...said }] : [];
        }),
      })),
      open: tasks.filter(({ done }) => !done).length,
    };
  }

  async #facts({ authorityId, reference, today }: Caller): Promise<SetUpFacts> {
    const { organisation, calendars, definitions } = reference;
    const { notices, sending, ruleChanges, words } = this.database;
    const posts = organisation.posts.map(({ key, title }) => ({
      key,
      title,
      held: holderOn(key, organisation, today) !== null,
    }));
    const [values, stopped, transports, lastTaken, setAside, said] = await Promise.all([
      ruleChanges.localValues(authorityId),
      sending.stopped(),
      sending.transports(),
      notices.lastTaken(
        authorityId,
        posts.map(({ key }) => key),
      ),
      notices.setAside(authorityId),
      words.changes(authorityId, { limit: 1 }),
    ]);
    return {
      today,
      posts,
      bodies: organisation.bodies,
      meetings: organisation.meetings.filter(({ heldOn, held }) => !held && heldOn >= today),
      calendars,
      limits: limitsOf(definitions, values, today),
      workflows: new Set(definitions.map(({ key }) => key)).size,
      mail: {
        stopped: stopped && { since: stopped.since },
        paused: transports.some(({ pausedUntil }) => pausedUntil !== null),
        lastTaken,
        setAside: setAside.length,
      },
      words: { listed: reference.words.length, lastSaid: said.changes[0]?.at ?? null },
      outOfHours: this.outOfHours !== null,
    };
  }
}

/** The lengths of the newest workflows that a council may agree; one that recurs by a field has none. */
function limitsOf(
  definitions: readonly WorkflowDefinition[],
  values: readonly KeptLocalValue[],
  today: LocalDate,
): SetUpFacts['limits'] {
  const newest = definitions.filter((each) => definitions.findLast(({ key }) => key === each.key) === each);
  return newest.flatMap(({ key, title, local }) =>
    Object.entries(local)
      .filter(([, { amount, else: other, each, eachOf }]) => (amount ?? other) && !each && !eachOf)
      .map(([limit, { label }]) => ({
        workflow: title.officer,
        title: label ?? limit,
        agreed: values.some(
          (value) => value.key === `${key}/${limit}` && value.withdrawnAt === null && value.effectiveFrom <= today,
        ),
      })),
  );
}
