import { describe, expect, it } from 'vitest';
import { aDefinition } from '../../testing/index.js';
import type { Meeting } from '../organisation/organisation.js';
import { fieldsNamingMeetings, newDayFaults, staysBecause } from './meeting-days.js';

const today = '2020-02-17';
const meeting: Meeting = { id: 'm', body: 'panel', heldOn: '2020-03-31', title: 'Panel', held: false };

describe('the days of a year', () => {
  const faults = (dates: string[]) => newDayFaults({ body: 'panel', dates, today, meetings: [meeting] });

  it('can all be meetings, today among them', () => {
    expect(faults(['2020-02-17', '2020-04-07', '2020-06-02'])).toEqual([]);
  });

  it('are refused one by one, each with its reason', () => {
    expect(faults(['2020-02-16', '2020-03-31', '2020-06-02', '2020-06-02'])).toEqual([
      { field: 'dates.0', text: '16 February 2020 has passed.' },
      { field: 'dates.1', text: 'There is a meeting on 31 March 2020 already.' },
      { field: 'dates.3', text: '2 June 2020 stands here twice.' },
    ]);
  });

  it('may be those of another body', () => {
    expect(newDayFaults({ body: 'ocypc', dates: ['2020-03-31'], today, meetings: [meeting] })).toEqual([]);
  });
});

describe('a meeting', () => {
  it('may be taken away until its day has passed or it was held', () => {
    expect(staysBecause(meeting, '2020-03-31')).toBeNull();
    expect(staysBecause(meeting, '2020-04-01')).toMatch('has passed');
    expect(staysBecause({ ...meeting, held: true }, today)).toMatch('was held');
  });

  it('is named by the fields and records of items that are of a meeting, in any version of their workflow', () => {
    const named = { type: 'meeting', label: 'At the meeting', required: false, plain: false } as const;
    const text = { ...named, type: 'text' } as const;
    const plain = aDefinition({ key: 'plain', fields: { at: text }, records: {} });
    const byField = aDefinition({ key: 'by-field', fields: { at: named, subject: text }, records: {} });
    const renamed = aDefinition({ key: 'by-field', version: 2, fields: { at: named, heardAt: named }, records: {} });
    const byRecord = aDefinition({
      key: 'by-record',
      fields: {},
      records: {
        updates: { label: 'Updates', fields: { at: named } },
        calls: { label: 'Calls', fields: { at: text } },
      },
    });
    expect(fieldsNamingMeetings([plain, byField, renamed, byRecord])).toEqual([
      { workflow: 'by-field', fields: ['at', 'heardAt'], records: {} },
      { workflow: 'by-record', fields: [], records: { updates: ['at'] } },
    ]);
  });
});
