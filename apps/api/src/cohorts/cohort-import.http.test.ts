import type { CohortImportView, CohortImportsView, CohortView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractForm, januaryExtract } from '../../testing/extract.js';
import { openService, type Call, type Client, type Service } from '../../testing/service.js';

const path = '/api/cohorts/virtual-school';
const asOn = '2020-01-31';

describe('an extract of the case system', () => {
  let service: Service;
  let lead: Client;
  beforeAll(async () => {
    service = await openService();
    lead = service.as('area-lead');
  });
  afterAll(() => service.close());

  const send = (csv: string | Buffer, fields: Record<string, string> = { asOn }, name?: string) =>
    lead<CohortImportView>('POST', `${path}/imports`, extractForm(csv, fields, name));
  const refused = (csv: string | Buffer, fields: Record<string, string> = { asOn }, name?: string) =>
    lead('POST', `${path}/imports`, extractForm(csv, fields, name));
  const imports = async () => (await lead<CohortImportsView>('GET', `${path}/imports`)).body.imports;
  const months = async () => (await lead<CohortView>('GET', path)).body.months;

  it('is looked at before it is taken: what it would do, and what it leaves out', async () => {
    const csv = `\uFEFFCase reference;Known as;NCY;EHCP;NIE;RTT\nKC-1;Sam;Year 9;no;yes;no\n\nKC-2;Ali;R;yes;no;yes\n`;
    const preview = await send(csv, { asOn, dryRun: 'true' });
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({
      outcome: 'preview',
      id: null,
      effect: 'new',
      lines: 2,
      children: 2,
      size: null,
      ignored: ['Known as'],
      headers: ['Case reference', 'Known as', 'NCY', 'EHCP', 'NIE', 'RTT'],
      faults: [],
    });
    expect(preview.body.columns.slice(0, 2)).toEqual([
      { field: 'reference', label: 'Child reference', required: true, header: 'Case reference' },
      { field: 'yearGroup', label: 'Year group', required: true, header: 'NCY' },
    ]);
    expect(preview.body.figures[0]).toEqual({ label: 'Not in education', all: 1, withPlan: 0, withoutPlan: 1 });
    expect(preview.text).not.toMatch(/Sam|Ali/);
    expect(await months()).toEqual([]);
  });

  it('is refused whole, each fault by its line and column, and nothing of it repeated', async () => {
    const csv =
      'Child reference,Year group,EHCP,NIE\nKC-1,9,no,yes\nSam Vale,9,no,yes\nKC-3,thirty,no,yes\n"KC-4\nand more",9,no,yes';
    const dry = await send(csv, { asOn, dryRun: 'true' });
    expect(dry.body).toMatchObject({ children: 0, faultCount: 3 });
    expect(dry.body.faults.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '3 Child reference',
      '4 Year group',
      '6 Child reference',
    ]);
    const real = await refused(csv);
    expect(real.status).toBe(422);
    expect(real.body.detail).toBe('Nothing was imported: 3 things in the file are missing or untrue.');
    expect(real.body.missing?.[0]).toEqual({
      field: 'line 3, Child reference',
      text: 'This looks like a name: use the case system’s reference.',
    });
    expect(real.text + dry.text).not.toMatch(/Vale|thirty/);
    expect(await imports()).toEqual([]);
  });

  interface Bad {
    csv: string | Buffer;
    fields?: Record<string, string>;
    name?: string;
    status: number;
    words: string;
  }
  it.each<[string, Bad]>([
    ['without a day', { csv: januaryExtract(), fields: {}, status: 422, words: 'asOn' }],
    ['with a day that is none', { csv: januaryExtract(), fields: { asOn: '2020-02-30' }, status: 400, words: 'asOn' }],
    [
      'with a day that lies ahead',
      { csv: januaryExtract(), fields: { asOn: '2020-02-18' }, status: 422, words: 'asOn' },
    ],
    [
      'with a field that is not known',
      { csv: januaryExtract(), fields: { asOn, colour: 'red' }, status: 400, words: '_' },
    ],
    [
      'with columns that are no JSON',
      { csv: januaryExtract(), fields: { asOn, columns: '{' }, status: 400, words: 'JSON' },
    ],
    [
      'with columns that are not known',
      { csv: januaryExtract(), fields: { asOn, columns: '{"name":"A"}' }, status: 400, words: 'columns' },
    ],
    ['that is empty', { csv: '', status: 422, words: 'file' }],
    ['that has a header alone', { csv: 'Reference,Year,EHCP,NIE', status: 422, words: 'no child below' }],
    [
      'that is a workbook',
      { csv: Buffer.from('PK\u0003\u0004rest'), name: 'extract.xlsx', status: 415, words: 'workbook' },
    ],
    ['that is not UTF-8', { csv: Buffer.from([0x41, 0xe9, 0x0a]), status: 415, words: 'UTF-8' }],
    [
      'whose quotation marks do not pair',
      { csv: 'Reference,Year,EHCP,NIE\n"KC-1,9,no,yes', status: 422, words: 'Quotation' },
    ],
    ['of more than 2 MB', { csv: Buffer.alloc(2_200_000, 'a,'), status: 413, words: '2 MB' }],
    ['of more than 10 MB', { csv: Buffer.alloc(10_600_000, 'a,'), status: 413, words: '2 MB' }],
    [
      'of too many lines',
      { csv: `Reference,Year,EHCP,NIE\n${'a,b,c,d\n'.repeat(20_001)}`, status: 422, words: '20000 lines' },
    ],
  ])('%s is refused', async (_what, { csv, fields = { asOn }, name, status, words }) => {
    const answer = await refused(csv, fields, name);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
    expect(await imports()).toEqual([]);
  });

  it('comes as a form', async () => {
    const plain: Call = { body: { asOn } };
    expect((await lead('POST', `${path}/imports`, plain)).status).toBe(415);
  });

  it('has headers of its own, which somebody matches', async () => {
    const csv = 'No,Stage,Support,Out\nKC-1,9,no,yes';
    expect((await refused(csv)).body.missing?.map(({ field }) => field)).toContain('line 1, Child reference');
    const columns = JSON.stringify({
      reference: 'No',
      yearGroup: 'Stage',
      hasPlan: 'Support',
      notInEducation: 'Out',
      area: '',
    });
    const preview = await send(csv, { asOn, columns, dryRun: 'true' });
    expect(preview.body).toMatchObject({ faults: [], children: 1 });
  });

  it('is taken once however often it is sent, replaced by another, and undone to what stood before', async () => {
    const whole = `${januaryExtract()}\nKC-3001,8,East,yes,no,no,,,,,97,\n`;
    const first = await send(whole, { asOn, whole: 'true' });
    expect([first.status, first.headers['location']]).toEqual([201, `${path}?on=${asOn}`]);
    expect(first.body).toMatchObject({
      outcome: 'imported',
      effect: 'new',
      children: 100,
      size: { children: 101, withPlan: 20 },
    });
    const again = await send(whole, { asOn, whole: 'true' }, 'the-same.csv');
    expect([again.status, again.body.outcome, again.body.id]).toEqual([200, 'unchanged', first.body.id]);
    const before = (await lead<CohortView>('GET', path)).body;
    expect(before.phases.at(-1)?.size).toMatchObject({ all: { count: 101 }, withPlan: { count: 20 } });

    const later = await send(januaryExtract(), { asOn: '2020-01-24' });
    expect(later.body).toMatchObject({ outcome: 'imported', effect: 'replaces' });
    expect(
      (await imports()).map(({ revision, holds, mayUndo, fileName }) => [revision, holds, mayUndo, fileName]),
    ).toEqual([
      [2, true, true, 'extract.csv'],
      [1, false, false, 'extract.csv'],
    ]);
    expect(await months()).toEqual(['2020-01-24']);

    const undo = (id: string | null) => lead<CohortImportsView>('POST', `${path}/imports/${id}/undo`);
    expect((await undo(first.body.id)).status).toBe(409);
    expect((await undo(later.body.id)).body.imports).toHaveLength(1);
    expect((await lead<CohortView>('GET', path)).body).toEqual(before);
    expect((await undo(later.body.id)).status).toBe(404);
    expect((await undo('nothing')).status).toBe(404);
    expect((await undo(first.body.id)).body.imports).toEqual([]);
  });
});
