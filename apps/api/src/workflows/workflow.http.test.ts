import type { WorkflowListView, WorkflowView } from '@kept/contracts';
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
      version: 1,
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
    const verdict = Object.fromEntries(formOf('verdict')?.fields.map(({ key, needed }) => [key, needed]) ?? []);
    expect(verdict).toEqual({ verdict: true, stars: false, words: false, givenOn: false });
    expect(formOf('answer')?.needsEvidence).toBe(1);
    expect(body.fields.find(({ key }) => key === 'raisedBy')?.options).toHaveLength(4);
    expect(body.records.map(({ key, mayAdd }) => `${key} ${mayAdd}`)).toContain('verdicts false');
    expect(body.diagram).toMatch(/^<svg/);
  });

  it('that are not there are not found', async () => {
    expect((await service.as('officer')('GET', '/api/workflows/nothing')).status).toBe(404);
    expect((await service.ask('GET', '/api/workflows/challenge-card')).status).toBe(401);
  });
});
