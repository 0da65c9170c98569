import { expect, test } from 'vitest';
import { agendaStatements } from './agenda.store.js';
import { outcomeStatements } from './outcome.store.js';

test('two editions are two questions: the open agenda reads what was published and no table with exempt matters', () => {
  const tables = (text: string) => [...text.matchAll(/\b(?:from|join) (\w+)/g)].map(([, table]) => table);
  expect(tables(agendaStatements.open.text)).toEqual(['agenda_publications']);
  expect(tables(agendaStatements.full.text)).not.toContain('agenda_publications');
});

test('the open edition leaves outcomes of exempt minutes out where they are read, not after', () => {
  expect(outcomeStatements.open.text).toMatch(
    /where .* and \(i\.id is null or not i\.exempt or i\.minutes_open\) order by/s,
  );
  expect(outcomeStatements.full.name).not.toBe(outcomeStatements.open.name);
});
