import type { WorkflowListView, WorkflowView } from '@kept/contracts';
import { loadLibrary } from '@kept/workflows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Service } from '../../testing/service.js';

describe('workflows', () => {
  let service: Service;
  beforeAll(async () => {
    service = await openService();
  });
  afterAll(() => service.close());

  it('are listed with whether the reader may raise one', async () => {
    const of = async (persona: 'participation' | 'chair') =>
      (await service.as(persona)<WorkflowListView>('GET', '/api/workflows')).body.workflows.find(
        ({ key }) => key === 'challenge-card',
      );
    expect(await of('participation')).toEqual({
      key: 'challenge-card',
      version: 3,
      reference: 'CC',
      title: { officer: 'Challenge card', plain: 'Our challenge' },
      mayCreate: true,
    });
    expect((await of('chair'))?.mayCreate).toBe(false);
    expect((await service.ask('GET', '/api/workflows')).status).toBe(401);
  });

  it('carry the forms of their transitions, with what may be chosen', async () => {
    const { body } = await service.as('director')<WorkflowView>('GET', '/api/workflows/challenge-card');
    const formOf = (key: string) => body.transitions.find((transition) => transition.key === key);
    expect(formOf('accept')).toMatchObject({
      label: 'Accept',
      needsOwnerPost: true,
      needsReason: false,
      to: ['accepted'],
    });
    expect(formOf('accept')?.fields.map(({ key, needed }) => `${key} ${needed}`)).toEqual([
      'director true',
      'answerDueOn false',
      'acceptedBy false',
    ]);
    expect(formOf('accept')?.fields[2]?.options).toContainEqual({ value: 'cabinet-member', label: 'Cabinet member' });
    expect(formOf('present')?.fields[0]?.options?.some(({ label }) => label.endsWith('18 February 2020'))).toBe(true);
  });

  it('say what else a transition needs, and which records it alone adds', async () => {
    const { body } = await service.as('director')<WorkflowView>('GET', '/api/workflows/challenge-card');
    const formOf = (key: string) => body.transitions.find((transition) => transition.key === key);
    expect(formOf('verdict')).toMatchObject({ adds: 'verdicts', needsEvidence: 0 });
    expect(formOf('verdict')?.fields.map(({ key, needed }) => `${key} ${needed}`)).toEqual([
      'verdict true',
      'stars false',
      'words false',
      'givenOn false',
      'answerDueOn false',
    ]);
    expect(formOf('answer')?.needsEvidence).toBe(1);
    expect(body.fields.find(({ key }) => key === 'raisedBy')?.options).toHaveLength(4);
    expect(body.records.map(({ key, mayAdd }) => `${key} ${mayAdd}`)).toContain('verdicts false');
    expect(body.diagram).toMatch(/^<svg/);
  });

  it('come in the order of the file', async () => {
    const { body } = await service.as('director')<WorkflowView>('GET', '/api/workflows/challenge-card');
    const definition = loadLibrary().definitions.find(
      ({ definition: { key } }) => key === 'challenge-card',
    )?.definition;
    for (const part of ['states', 'fields', 'transitions'] as const) {
      expect(body[part].map(({ key }) => key)).toEqual(Object.keys(definition?.[part] ?? {}));
    }
    // Behind the definition's own, what the machine writes on such items; nobody adds to it by hand.
    const records = Object.keys(definition?.records ?? {});
    expect(body.records.map(({ key }) => key)).toEqual([...records, 'escalations']);
    expect(body.records.at(-1)).toMatchObject({ label: 'Levels of escalation', mayAdd: false });
    expect(body.states.slice(0, 3).map(({ key }) => key)).toEqual(['raised', 'personal', 'triaged']);
  });

  it('that are not there are not found', async () => {
    expect((await service.as('officer')('GET', '/api/workflows/nothing')).status).toBe(404);
    expect((await service.ask('GET', '/api/workflows/challenge-card')).status).toBe(401);
  });
});
