import type { DeadlineRule } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countingRules } from '../../testing/counting-workflow.js';
import { personOf, postgresVersions } from '../../testing/index.js';
import { requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { DatabaseRefusal, VersionChanged } from '../connection/faults.js';
import { openDatabase } from '../database.js';

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  const publish = (definition: typeof requestWorkflow) =>
    stage.migrator.publishing.publishLibrary({ definitions: [{ definition }], rules: [], calendars: [] });

  beforeAll(async () => {
    stage = await openStage(postgres);
  });
  afterAll(() => stage.close());

  test('publishes a version once, and refuses another body under it by name', async () => {
    expect(await publish(requestWorkflow)).toEqual({ workflows: 0, rules: 0, calendars: 0, eligibility: 0 });
    const changed = { ...requestWorkflow, title: { officer: 'Plea', plain: 'Plea' } };
    await expect(publish(changed)).rejects.toThrow(VersionChanged);
    await expect(publish(changed)).rejects.toThrow(
      'The workflow request was changed, but its version 1 is already published. Give it version 2.',
    );
    expect(await publish({ ...changed, version: 2 })).toEqual({ workflows: 1, rules: 0, calendars: 0, eligibility: 0 });
    stage.app.reference.load(stage.test.authorityId).catch(() => undefined);
  });

  test('gives a rule that had no end its last day, and changes nothing else of it', async () => {
    const rules = (...all: DeadlineRule[]) =>
      stage.migrator.publishing.publishLibrary({ definitions: [], rules: all, calendars: [] });
    const [first] = countingRules;
    const ended = { ...first!, effective: { from: null, to: '2020-02-09' } };
    const second = { ...first!, version: 2, effective: { from: '2020-02-10', to: null } };
    expect(await rules(first!)).toMatchObject({ rules: 1 });
    expect(await rules(ended, second)).toMatchObject({ rules: 2 });
    expect(await rules(ended, second)).toMatchObject({ rules: 0 });
    for (const wrong of [
      first!,
      { ...ended, title: 'Another' },
      { ...ended, effective: { from: null, to: '2020-02-08' } },
    ])
      await expect(rules(wrong)).rejects.toThrow(VersionChanged);
  });

  test('keeps the hash of a session’s token, and forgets it when it ends', async () => {
    const { token, session } = await stage.app.sessions.create({
      authorityId: stage.test.authorityId,
      personId: personOf('officer'),
      persona: 'officer',
    });
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await stage.app.sessions.find(token)).toEqual(session);
    expect(await stage.app.sessions.find('another')).toBeNull();
    await stage.app.sessions.end(token);
    expect(await stage.app.sessions.find(token)).toBeNull();
  });

  test('a session ends after thirty idle minutes', async () => {
    const { token } = await stage.app.sessions.create({
      authorityId: stage.test.authorityId,
      personId: personOf('officer'),
      persona: null,
    });
    const { offsetMs } = await stage.migrator.clock.now();
    await stage.migrator.clock.setOffset(offsetMs + 31 * 60_000);
    const elsewhere = await openDatabase({ url: stage.test.urls.app, role: 'app', applicationName: 'another-process' });
    expect(await elsewhere.sessions.find(token)).toBeNull();
    await elsewhere.close();
  });

  test('a token works until it is revoked', async () => {
    const person = { authorityId: stage.test.authorityId, personId: personOf('auditor') };
    const { token, record } = await stage.app.tokens.create({ ...person, name: 'nightly export', expiresInDays: 90 });
    expect(token).toMatch(/^kept_/);
    expect(await stage.app.tokens.find(token)).toEqual(record);
    expect(await stage.app.tokens.revoke(person.authorityId, personOf('officer'), record.id)).toBe(false);
    expect(await stage.app.tokens.revoke(person.authorityId, person.personId, record.id)).toBe(true);
    expect(await stage.app.tokens.find(token)).toBeNull();
  });

  test('who comes into a post ends who held it the day before', async () => {
    const { authorityId } = stage.test;
    const holder = { post: 'head-of-fostering', personId: personOf('officer'), from: '2020-03-01', to: null };
    expect(await stage.app.posts.addHolder(stage.ctx, holder)).toBe('added');
    expect(await stage.app.posts.addHolder(stage.ctx, { ...holder, post: 'nobody' })).toBe('unknown');
    const { organisation } = await stage.app.reference.load(authorityId);
    expect(organisation.holders.filter((each) => each.post === 'head-of-fostering')).toEqual([
      { post: 'head-of-fostering', personId: personOf('plan-lead'), from: '2015-04-01', to: '2020-02-29' },
      holder,
    ]);
  });

  test('people have roles, and a persona finds its person', async () => {
    const { authorityId } = stage.test;
    const chair = await stage.app.people.findByPersona(authorityId, 'chair');
    expect(chair).toMatchObject({ id: personOf('chair'), roles: ['chair'] });
    await stage.app.people.save(authorityId, { ...chair!, roles: ['chair', 'panel-member'] });
    expect((await stage.app.reference.load(authorityId)).roles[personOf('chair')]).toEqual(['chair', 'panel-member']);
    expect(await stage.app.people.list(authorityId)).toHaveLength(15);
  });

  test('refuses to serve as a superuser', async () => {
    const opening = openDatabase({ url: stage.test.urls.owner, role: 'app', applicationName: 'too-strong' });
    await expect(opening).rejects.toThrow(DatabaseRefusal);
    await expect(opening).rejects.toThrow(/superuser/);
  });

  test('keeps a file once under its hash', async () => {
    const bytes = new TextEncoder().encode('minutes');
    const first = await stage.app.evidenceFiles.put(stage.test.authorityId, bytes);
    expect(await stage.app.evidenceFiles.put(stage.test.authorityId, bytes)).toEqual(first);
    expect(
      Buffer.from((await stage.app.evidenceFiles.get(stage.test.authorityId, first.sha256)) ?? []).toString(),
    ).toBe('minutes');
  });

  test('lists the councils without working for one', async () => {
    expect(await stage.app.authorities.list()).toEqual([
      { id: stage.test.authorityId, key: 'test', name: 'Test County Council' },
    ]);
    const made = await stage.migrator.authorities.create({ key: 'kent', name: 'Kent County Council' });
    expect(await stage.app.authorities.find('kent')).toEqual(made);
    expect(await stage.migrator.authorities.create({ key: 'kent', name: 'Again' })).toEqual(made);
  });
});
