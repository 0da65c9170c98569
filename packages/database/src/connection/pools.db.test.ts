import { createWorkItem, recalculateItem, transitionWorkItem } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { afterSchool, atSchool } from '../../testing/opening-workflows.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { openDatabase, type Database } from '../index.js';

describe('a pool of two connections', () => {
  let stage: Stage;
  let small: Database;

  beforeAll(async () => {
    stage = await openStage(18);
    const definitions = [{ definition: atSchool }, { definition: afterSchool }];
    await stage.migrator.publishing.publishLibrary({ definitions, rules: [], calendars: [] });
    small = await openDatabase({ url: stage.test.urls.app, role: 'app', applicationName: 'test-small', poolSize: 2 });
  });
  afterAll(async () => {
    await small.close();
    await stage.close();
  });

  test('is never waited for by whoever holds one of them: forty transactions at once all end', async () => {
    const life = async (subject: string) => {
      const made = await small.workItems.create(stage.ctx, 'at-school', (facts) =>
        createWorkItem({ id: uuid(), reference: '', title: subject, fields: { subject } }, facts),
      );
      if (made.kind !== 'changed') throw new Error(made.kind);
      // One that opens another item is a transaction of several statements on one connection.
      const handed = await small.workItems.change(stage.ctx, made.item.id, (item, facts) =>
        transitionWorkItem(item, { transition: 'hand-over', fields: {} }, facts),
      );
      return handed.kind;
    };
    const meeting = (day: number) =>
      small.meetings.add(
        stage.ctx,
        { body: 'ocypc', dates: [`2021-03-${String(day).padStart(2, '0')}`], title: 'Meeting' },
        recalculateItem,
      );
    const lives = Array.from({ length: 32 }, (_, place) => life(`Subject ${place}`));
    const meetings = Array.from({ length: 8 }, (_, place) => meeting(place + 1));
    expect(new Set(await Promise.all(lives))).toEqual(new Set(['changed']));
    expect(new Set((await Promise.all(meetings)).map(({ kind }) => kind))).toEqual(new Set(['added']));
    expect(small.health.connections()).toMatchObject({ waiting: 0 });
  });
});
