import { dueOf, parseTimescale, readMeasures, readStandards, type FieldValue } from '@kept/domain';
import { planTimescales, planYear } from '@kept/domain/testing';
import { describe, expect, it } from 'vitest';
import { readDemo, type StoryContent } from './content.js';

// Held against our own reading of the paper: pages 43 to 62 of the panel's papers of 19 July 2018.
const { files, organisation } = readDemo();
const storiesOf = (workflow: string) =>
  files.filter((file) => file.workflow === workflow).flatMap(({ stories }) => stories);
const targets = storiesOf('business-plan-target').map(created);
const actions = storiesOf('business-plan-action').map(created);
const printed = actions.filter(({ fields }) => fields['partOfAction'] === undefined);

function created({ name, steps }: StoryContent) {
  const create = steps[0]?.create;
  const fields = (create?.fields ?? {}) as Record<string, FieldValue | { item: string }>;
  return { name, steps, title: create?.title, ownerPost: create?.ownerPost, fields };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isWhole(name: string | undefined): boolean {
  return actions.some(({ fields }) => JSON.stringify(fields['partOfAction']) === JSON.stringify({ item: name }));
}

function rowsOf(target: number): string[] {
  return [...new Set(printed.map(({ fields }) => textOf(fields['row'])))].filter((row) => row.startsWith(`${target}.`));
}

describe('the ten targets', () => {
  it('are numbered, with the standards and pages printed', () => {
    expect(targets.map(({ fields }) => [fields['number'], fields['standards'], fields['page']])).toEqual([
      [1, '7.1, 13.1', '43 to 44'],
      [2, '1.3, 1.4, 1.5, 1.7', '44 to 46'],
      [3, '4.6, 20.4, 20.5, 20.9', '47 to 50'],
      [4, '13.1, 21.1, 21.2, 21.5', '50 to 53'],
      [5, '25.1, 25.2, 25.3', '53 to 54'],
      [6, '22', '54 to 55'],
      [7, '28', '56 to 57'],
      [8, '3.8, 21.1, 21.10, 21.12', '57 to 59'],
      [9, '11, 15.1, 15.2', '59 to 61'],
      [10, '12.1', '61 to 62'],
    ]);
    for (const { fields } of targets) expect(readStandards(textOf(fields['standards'])).length).toBeGreaterThan(0);
  });

  it('have the measures of the plan, and thirty ambassadors are none of them', () => {
    const measures = targets.flatMap(({ fields, steps }) => {
      const entries = steps.filter(({ record, at }) => record === 'measures' && at < '2018-05');
      const records = {
        measures: entries.map((entry, index) => ({
          no: index + 1,
          fields: entry.fields as Record<string, FieldValue>,
          addedAt: '',
          addedBy: '',
        })),
      };
      return readMeasures({ records }).map(({ unit, target, targetOn, polarity }) => [
        fields['number'],
        target,
        unit,
        targetOn,
        polarity,
      ]);
    });
    expect(measures).toEqual([
      [1, 150, 'foster carers', '2019-03-31', 'H'],
      [2, 1, 'visits a quarter to each child', '2019-03-31', 'H'],
      [2, 3, 'events a year for each child', '2019-03-31', 'H'],
      [3, 2, 'staff in each team', '2019-03-31', 'H'],
      [4, 150, 'households', '2019-03-31', 'H'],
      [5, 5, 'audits a month each', '2019-03-31', 'H'],
      [5, 20, 'audits a month', '2019-03-31', 'H'],
      [8, 80, 'children', '2019-03-31', 'H'],
      [8, 7, 'carers', '2019-03-31', 'H'],
      [8, 5, 'families', '2019-03-31', 'H'],
      [8, 1, 'events a year each', '2019-03-31', 'H'],
      [9, 5, 'working days', '2019-03-31', 'L'],
    ]);
    expect(measures.flat()).not.toContain(30);
  });
});

describe('the rows of the plan', () => {
  it('are 28, as many for each target as its table has', () => {
    expect(targets.map(({ fields }) => rowsOf(Number(fields['number'])).length)).toEqual([
      1, 3, 7, 6, 1, 1, 2, 3, 2, 2,
    ]);
    expect(planTimescales.map(({ row }) => row)).toEqual(targets.flatMap((_, index) => rowsOf(index + 1)));
  });

  it('lose no column: each has an objective, leads, performance management or an outcome, and a page', () => {
    for (const { row } of planTimescales) {
      const ofRow = printed.filter(({ fields }) => fields['row'] === row);
      for (const { fields } of ofRow)
        for (const key of ['objective', 'action', 'leads', 'page'])
          expect(textOf(fields[key]), `${row} ${key}`).not.toBe('');
      const told = ofRow.flatMap(({ fields }) => [fields['performanceManagement'], fields['outcome']]);
      expect(
        told.some((text) => textOf(text) !== ''),
        row,
      ).toBe(true);
    }
  });

  it('keep each timescale as printed, and one without any says so', () => {
    for (const { row, cell } of planTimescales) {
      const ofRow = printed.filter(({ fields }) => fields['row'] === row);
      const inColumn = ofRow.filter(({ fields }) => fields['timescaleIn'] === 'timescale-column');
      const kept = [...new Set(inColumn.map(({ fields }) => textOf(fields['timescale'])))].sort();
      expect(kept, row).toEqual(
        cell
          .split('\n')
          .filter((each) => each !== '')
          .sort(),
      );
      if (cell === '')
        expect(
          ofRow.some(({ fields }) => fields['timescaleIn'] === 'nowhere'),
          row,
        ).toBe(true);
    }
  });
});

describe('every action', () => {
  it('has a timescale that is read as the parser reads it, or that is left to a person on purpose', () => {
    for (const { name, fields } of actions) {
      const { reading, dueOn, timescale, printedNote } = fields;
      const due = dueOf(parseTimescale(textOf(timescale), planYear), planYear);
      // What falls to many is asked of each of them, and not of the whole.
      const recurrence = isWhole(name) ? 'once' : due.recurrence;
      expect({ reading, dueOn, recurrence: fields['recurrence'] }, name).toEqual({ ...due, recurrence });
      if (reading === 'unparsed' && fields['timescaleIn'] !== 'nowhere') expect(textOf(printedNote), name).not.toBe('');
    }
    const unread = actions.filter(({ fields }) => fields['reading'] === 'unparsed').map(({ fields }) => fields['code']);
    expect(unread).toEqual(['2.2.1', '4.2.2', '5.1.4', '6.1.5', '8.3.1', '8.3.2', '10.2.1']);
  });

  it('belongs to its target, has a code of its own and an owner post that there is', () => {
    const posts = organisation.posts.map(({ key }) => key);
    expect(new Set(actions.map(({ fields }) => fields['code'])).size).toBe(actions.length);
    for (const { fields, ownerPost } of actions) {
      const [number, row] = textOf(fields['code']).split('.');
      expect(fields['target']).toEqual({ item: `bt-${String(number).padStart(2, '0')}` });
      expect(fields['row']).toBe(`${number}.${row}`);
      expect(posts).toContain(ownerPost);
    }
  });

  it('for many holders is one for each: seven support teams audit each month', () => {
    const teams = actions.filter(({ fields }) => fields['partOfAction'] !== undefined);
    expect(teams.map(({ ownerPost }) => ownerPost)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((team) => `fostering-support-team-manager-${team}`),
    );
    for (const { fields } of teams)
      expect(fields).toMatchObject({ partOfAction: { item: 'ba-5-1-1' }, recurrence: 'month', row: '5.1' });
  });
});

it('says of everything that happened afterwards that it is made up', () => {
  const later = [...targets, ...actions].flatMap(({ steps }) => steps).filter(({ at }) => at > '2018-04-06');
  const told = later.filter(
    ({ record, complete, evidence, reason, extend }) => record ?? complete ?? evidence ?? reason ?? extend,
  );
  expect(told.length).toBeGreaterThan(200);
  for (const step of told) expect(JSON.stringify(step), step.at).toContain('Made up for the demo.');
});

it('takes no more than five hundred steps', () => {
  expect([...targets, ...actions].reduce((sum, { steps }) => sum + steps.length, 0)).toBeLessThanOrEqual(500);
});
