import { describe, expect, it } from 'vitest';
import { aDefinition, agendaPublication, aRule, councilClosures, englandAndWales } from '../../testing/index.js';
import { calculateByKey, type CalculateRequest } from './calculate-by-key.js';
import { DurationFault, formatDuration, formatOffset, parseDuration } from './duration.js';

const context = {
  rules: [
    agendaPublication,
    aRule({ key: 'cla-review-first' }),
    aRule({ key: 'late-rule', effective: { from: '2020-01-01', to: null } }),
  ],
  definitions: [aDefinition()],
  localValues: [
    {
      key: 'request/begin',
      version: 1,
      duration: { amount: 3, unit: 'working-days' as const },
      effectiveFrom: '2019-01-01',
      agreedBy: 'the panel',
    },
  ],
  calendars: [englandAndWales, councilClosures],
  meetings: [],
};

function answer(request: CalculateRequest): string {
  const answered = calculateByKey(request, context);
  return answered.ok ? answered.value.dueOn : answered.error;
}

describe('a date by the key of its rule', () => {
  it('comes from the library, with the keys of the answer that goes out and no more', () => {
    const answered = calculateByKey({ rule: 'cla-review-first', from: '2019-12-18' }, context);
    expect(answered.ok && Object.keys(answered.value)).toEqual(['rule', 'from', 'dueOn', 'exceptions', 'receipt']);
    expect(answer({ rule: 'cla-review-first', from: '2019-12-18' })).toBe('2020-01-20');
  });

  it('comes from a workflow: by its file, or by the value agreed by that day and known as of another', () => {
    expect(answer({ rule: 'request/begin', from: '2018-07-10' })).toBe('2018-07-24');
    expect(answer({ rule: 'request/begin', from: '2019-07-10' })).toBe('2019-07-15');
    expect(answer({ rule: 'request/begin', from: '2019-07-10', asOf: '2018-12-31' })).toBe('2019-07-24');
  });

  it('counts back twice where the limit goes by the agenda of a meeting', () => {
    expect(answer({ rule: 'request/update', from: '2018-07-19' })).toBe('2018-07-04');
    const away = { from: '2018-07-02', resumes: '2018-07-03', ground: 'away' };
    expect(answer({ rule: 'request/update', from: '2018-07-19', suspend: [away] })).toContain('nothing can suspend it');
  });

  it('is refused with the reason', () => {
    expect(answer({ rule: 'nope', from: '2018-07-10' })).toBe('There is no rule nope.');
    expect(answer({ rule: 'request/nope', from: '2018-07-10' })).toBe('There is no time limit request/nope.');
    expect(answer({ rule: 'nope/begin', from: '2018-07-10' })).toBe('There is no workflow nope.');
    expect(answer({ rule: 'request/toString', from: '2018-07-10' })).toBe('There is no time limit request/toString.');
    expect(answer({ rule: 'late-rule', from: '2019-12-31' })).toContain('starts on 1 January 2020');
    expect(answer({ rule: 'late-rule', from: '2020-02-03', asOf: '2019-12-31' })).toBe('There is no rule late-rule.');
    expect(answer({ rule: 'late-rule', from: 'yesterday' })).toContain('not a real date');
  });
});

describe('a duration', () => {
  it.each(['10wd', '-5wd', '72h', '15d', '20w', '3m', '5sd', '1term', '1meeting', '0d'])(
    '%s reads back as it was written',
    (text) => {
      expect(formatDuration(parseDuration(text))).toBe(text);
    },
  );

  it('shows the sign of a reminder', () => {
    expect(['+1wd', '-5wd'].map((text) => formatOffset(parseDuration(text)))).toEqual(['+1wd', '-5wd']);
  });

  it.each(['', 'wd', '10', '10 wd', '1.5d', '10x', '1e3d'])('%s is none', (text) => {
    expect(() => parseDuration(text)).toThrow(DurationFault);
  });
});
