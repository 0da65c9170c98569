import { isLocalDate } from '@kept/domain';
import { expect, test } from 'vitest';
import kept from './accessibility.json';
import { issuesFor } from './statement.js';
import type { Statement } from './statement.js';

const statement: Statement = kept;

test('the statement says one of the three things that the regulations know, and it is the true one', () => {
  expect(['fully compliant', 'partially compliant', 'not compliant']).toContain(statement.status);
  expect(statement.status === 'fully compliant').toBe(issuesFor(statement, 'non-compliance').length === 0);
});

test('its days are days, in their order, and what is planned lies behind the last review', () => {
  const { preparedOn, testedOn, reviewedOn, issues } = statement;
  const planned = issues.flatMap(({ mendedBy }) => mendedBy ?? []);
  expect([preparedOn, testedOn, reviewedOn, ...planned].every(isLocalDate)).toBe(true);
  expect(preparedOn <= reviewedOn && testedOn <= reviewedOn).toBe(true);
  expect(planned.every((day) => day > reviewedOn)).toBe(true);
});

test('each issue has a place on the page, what fails a criterion names it, and says what to use in its place', () => {
  const reasons = ['non-compliance', 'limitation'];
  for (const { reason, criterion, instead } of statement.issues) {
    expect(reasons).toContain(reason);
    expect(instead).not.toBe('');
    if (reason === 'non-compliance') expect(criterion).toMatch(/^\d\.\d\.\d+ [A-Z]/);
  }
});
