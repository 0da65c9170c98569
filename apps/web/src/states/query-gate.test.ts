import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { ApiProblem } from '../api/problem.js';
import QueryGate from './QueryGate.vue';

const problem = (status: number) =>
  new ApiProblem({ type: 'about:blank', title: 'Refused', status, detail: 'It is not yours.' });
const gate = (error: Error | null) =>
  mount(QueryGate as never, {
    props: { data: 'the words', error } as never,
    slots: { default: '<p>What was read before</p>' },
    global: { stubs: { NotFoundPage: true, NoPermissionPage: true } },
  }).text();

test.each([400, 401, 403, 404])('a refusal (%i) wins over what was shown before', (status) => {
  expect(gate(problem(status))).not.toContain('What was read before');
});

test('a service that is away takes nothing off the page', () => {
  expect(gate(null)).toContain('What was read before');
  expect(gate(problem(500))).toContain('What was read before');
});
