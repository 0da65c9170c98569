import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, postgresVersions, withClient } from '../../testing/index.js';
import { officer } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';

describe.each(postgresVersions)('somebody who leaves, PostgreSQL %s', (postgres) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(postgres);
  });
  afterAll(() => stage.close());

  const personId = personOf('plan-lead');
  const filled = async () => {
    const { organisation } = await stage.app.reference.load(stage.test.authorityId);
    const own = ({ personId: id }: { personId: string }) => id === personId;
    return { holders: organisation.holders.filter(own), covers: organisation.covers.filter(own) };
  };
  const add = { post: 'area-sen-manager', personId };

  test('gives up what runs over the last day and what would begin after it, and gets back the very same', async () => {
    const { posts, leavings } = stage.app;
    await posts.addHolder(stage.ctx, { ...add, from: '2020-04-01', to: '2020-06-30' });
    await posts.addCover(stage.ctx, { ...add, from: '2020-02-18', to: '2020-03-13' });
    await posts.addCover(stage.ctx, { ...add, from: '2020-03-16', to: '2020-03-20' });
    const before = await filled();
    const left = await leavings.leave(stage.ctx, { personId, lastDay: '2020-02-28', reason: 'Retires' });
    expect(left).toMatchObject({ kind: 'left', leaving: { endsAt: '2020-02-29T00:00:00.000Z' } });
    expect(await filled()).toEqual({
      holders: [{ post: 'head-of-fostering', personId, from: '2015-04-01', to: '2020-02-28' }],
      covers: [{ ...add, from: '2020-02-18', to: '2020-02-28' }],
    });
    expect(await leavings.leave(stage.ctx, { personId, lastDay: '2020-03-31' })).toEqual({ kind: 'left-before' });
    const another = { ...stage.ctx, actor: officer(personOf('chair')) };
    expect(await leavings.undo(another, personId)).toEqual({ kind: 'another' });
    expect(await leavings.undo(stage.ctx, personId)).toEqual({ kind: 'undone' });
    expect(await filled()).toEqual(before);
    expect(await leavings.undo(stage.ctx, personId)).toEqual({ kind: 'unknown' });
    expect(await leavings.comeBack(stage.ctx, personId)).toBe(false);
  });

  test('keeps nothing of an undo that somebody else stands on', async () => {
    const { posts, leavings } = stage.app;
    await leavings.leave(stage.ctx, { personId, lastDay: '2020-02-28' });
    const successor = { post: add.post, personId: personOf('caseworker'), from: '2020-05-01', to: '2020-05-31' };
    await posts.addHolder(stage.ctx, successor);
    const gone = await filled();
    expect(await leavings.undo(stage.ctx, personId)).toEqual({ kind: 'stood-on', post: add.post });
    expect(await filled()).toEqual(gone);
    expect(await leavings.current(stage.test.authorityId, personId)).toMatchObject({ lastDay: '2020-02-28' });
  });

  test('lets nobody who goes come into a post, also at the very same moment', async () => {
    const chair = personOf('chair');
    const { posts, leavings } = stage.app;
    const [left, ...added] = await Promise.all([
      leavings.leave(stage.ctx, { personId: chair, lastDay: '2020-02-28' }),
      ...['participation-lead', 'virtual-school-area-lead'].map((post) =>
        posts.addCover(stage.ctx, { post, personId: chair, from: '2020-02-24', to: '2020-03-06' }),
      ),
    ]);
    expect(left.kind).toBe('left');
    const { organisation } = await stage.app.reference.load(stage.test.authorityId);
    const covers = organisation.covers.filter((each) => each.personId === chair);
    // Whoever came first: no day beyond the last is theirs.
    expect(covers).toHaveLength(added.filter((outcome) => outcome === 'added').length);
    expect(covers.every(({ to }) => to <= '2020-02-28')).toBe(true);
  });

  test('is in the audit, each act with who did it, and the reason under a salted hash alone', async () => {
    const { rows } = await withClient(stage.test.urls.owner, (client) =>
      client.query(`select e.action, convert_from(e.canonical, 'UTF8') like '%Retires%' as told from audit.entries e
        where e.action like 'person-%' order by e.seq`),
    );
    const act = (action: string) => ({ action, told: false });
    expect(rows).toEqual(['person-leaves', 'person-leaves-undone', 'person-leaves', 'person-leaves'].map(act));
  });
});
