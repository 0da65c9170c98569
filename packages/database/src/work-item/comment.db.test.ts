import { mightSeeThen, sightThen } from '@kept/domain';
import type { Actor, Role, WorkItem } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { newRequest, requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';

type Sight = Pick<WorkItem, 'exempt' | 'restrictedTo' | 'hiddenFrom'>;

/** Whatever an item may have been when a comment was written: open, exempt, hidden from roles, kept to posts or people. */
const sights: Sight[] = [false, true].flatMap((exempt) =>
  [[], ['officer'], ['officer', 'chair', 'caseworker']].flatMap((hiddenFrom) =>
    [null, { posts: ['head-of-fostering'], people: [] }, { posts: [], people: [personOf('chair')] }].map(
      (restrictedTo) => ({ exempt, hiddenFrom, restrictedTo }),
    ),
  ),
);
const someone = (persona: Role, posts: string[] = []): Actor => ({
  ...{ kind: 'person', personId: personOf(persona), name: persona, roles: [persona], posts },
});
const actors: Actor[] = [
  someone('officer', ['corporate-parenting-officer']),
  someone('officer'),
  someone('chair'),
  someone('caseworker', ['head-of-fostering']),
  someone('caseworker'),
  { kind: 'system', name: 'sweep' },
];

describe.each(postgresVersions)('comments on PostgreSQL %s', (postgres) => {
  let stage: Stage;
  let item: WorkItem;
  beforeAll(async () => {
    stage = await openStage(postgres);
    const made = await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
      allowed: true,
      change: newRequest(facts, { title: 'Talked about' }),
    }));
    if (made.kind !== 'changed') throw new Error(made.kind);
    item = made.item;
    await withClient(stage.test.urls.app, async (client) => {
      await client.query(`select set_config('app.authority', $1, false)`, [stage.test.authorityId]);
      await client.query(
        `insert into work_item_comments (authority_id, id, work_item_id, text, mentions, sight, added_at, added_by)
         select $1, gen_random_uuid(), $2, s.no, '[]', s.sight, app.now(), 'A'
         from jsonb_array_elements($3::jsonb) with ordinality s (sight, no)`,
        [stage.test.authorityId, item.id, JSON.stringify(sights)],
      );
    });
  });
  afterAll(() => stage.close());

  test.each(actors.map((actor, place) => [place, actor] as const))(
    'are read by actor %i exactly where the rule lets them, page by page without a gap that tells',
    async (_place, actor) => {
      for (const change of [{}, { exempt: true }, { contributors: ['head-of-fostering'] }]) {
        const now = { ...item, ...change };
        const sight = sightThen(now, requestWorkflow, actor);
        const read = async (cursor?: string) =>
          stage.app.workItems.comments(stage.ctx, item.id, {
            sight,
            limit: 5,
            ...(cursor !== undefined && { cursor }),
          });
        const pages = [await read()];
        for (let last = pages[0]; last?.nextCursor; last = pages.at(-1)) pages.push(await read(last.nextCursor));
        // An item that the actor does not see at all has no comments to ask for.
        const expected = sights.flatMap((then, place) =>
          mightSeeThen(now, then, requestWorkflow, actor) ? [String(place + 1)] : [],
        );
        const whole = expected.length === 0 ? [0] : Array.from({ length: Math.ceil(expected.length / 5) }, () => 5);
        expect(pages.slice(0, -1).map(({ comments }) => comments.length)).toEqual(whole.slice(0, -1));
        const texts = pages.flatMap(({ comments }) => comments.map(({ text }) => text));
        if (mightSeeThen(now, now, requestWorkflow, actor)) expect(texts.sort()).toEqual(expected.sort());
      }
    },
  );
});
