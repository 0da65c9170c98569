import { readFileSync } from 'node:fs';
import { formatDuration, ruleInForce } from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { loadRules, readRules } from './rules.js';

const rules = loadRules();
const handbook = new URL('../../../docs/how-to/add-a-rule.md', import.meta.url);

/** The rows of the last table of a page. */
function tableOf(page: string): string[] {
  const lines = page.trimEnd().split('\n');
  return lines.slice(lines.findLastIndex((line) => line.startsWith('|---')) + 1);
}

describe('the rule library', () => {
  it('is the table of docs/how-to/add-a-rule.md, row by row', () => {
    const held = rules.map((rule) => {
      const { key, version, duration, convention, basis, source, textSeen } = rule;
      const counted = rule.kind === 'limit' ? [formatDuration(duration), convention] : ['–', '–'];
      const from = [source.law, source.paragraph].filter((part) => part !== undefined).join(', ');
      return `| ${[key, String(version), ...counted, basis, from, textSeen].join(' | ')} |`;
    });
    expect(tableOf(readFileSync(handbook, 'utf8'))).toEqual(held);
  });

  it('holds each key that is promised: none less, and none that nobody knows of', () => {
    const limits = rules.filter(({ kind }) => kind === 'limit');
    expect([...new Set(limits.map(({ key }) => key))].sort()).toEqual([
      'agenda-publication',
      'cla-review-first',
      'cla-review-later',
      'cla-review-second',
      'cla-visit-first',
      'cla-visit-first-year',
      'cla-visit-later',
      'ehc-advice',
      'ehc-annual-review',
      'ehc-decision-to-assess',
      'ehc-draft-views',
      'ehc-final-plan',
      'ehc-no-plan-notice',
      'ehc-review-final',
      'ehc-review-notice',
      'ehc-school-consultation',
      'health-initial',
      'health-referral',
      'iro-dispute',
      'key-decision-notice',
      'pathway-plan-review',
      'pep-first',
      'pep-term',
      'placement-planning-meeting',
      'return-interview',
      'return-interview-72h',
    ]);
  });

  it('starts the rules of education, health and care plans on 1 September 2014, and states no start elsewhere', () => {
    const starts = rules
      .filter(({ version, effective }) => version === 1 && effective.from !== null)
      .map(({ key }) => key);
    expect(starts.every((key) => key.startsWith('ehc-'))).toBe(true);
    for (const { key } of rules.filter((rule) => rule.key.startsWith('ehc-') && rule.kind === 'limit')) {
      expect(ruleInForce(rules, key, '2014-08-31'), key).toMatchObject({
        ok: false,
        error: expect.stringContaining('starts on 1 September 2014'),
      });
      expect(ruleInForce(rules, key, '2014-09-01'), key).toMatchObject({ ok: true });
    }
  });

  it('reads the length after a review as law from 8 March 2022, and as local practice before', () => {
    const on = (day: string) => ruleInForce(rules, 'ehc-review-final', day);
    expect(on('2022-03-07')).toMatchObject({ ok: true, rule: { version: 1, basis: 'local' } });
    expect(on('2022-03-08')).toMatchObject({ ok: true, rule: { version: 2, basis: 'statutory' } });
  });

  it('gives the twenty weeks their legal exceptions, with the window of the coronavirus regulations', () => {
    const plan = rules.find(({ key }) => key === 'ehc-final-plan');
    expect(plan?.exceptionGrounds.map(({ regulation, computed }) => [regulation, computed])).toEqual([
      ['10(4)(a)', 'school-closure'],
      ['10(4)(b)', 'none'],
      ['10(4)(c)', 'none'],
      ['10(4)(d)', 'none'],
      ['SI 2020/471', 'window'],
    ]);
    expect(plan?.exceptionGrounds.at(-1)?.window).toEqual({ from: '2020-05-01', to: '2020-09-25' });
    expect(rules.filter(({ kind }) => kind === 'exception').map(({ key }) => key)).toEqual([
      'ehc-exceptions',
      'ehc-covid',
    ]);
  });

  it('rolls no date, and lets nothing suspend a limit of the law', () => {
    expect(rules.filter(({ roll }) => roll !== 'none')).toEqual([]);
    expect(rules.filter(({ suspensionGrounds }) => suspensionGrounds.length > 0)).toEqual([]);
  });
});

describe('a rule file', () => {
  const rule = (rest: string) =>
    `rules:\n  - key: answer\n    version: 1\n    title: Answer\n    from: the day of the question\n    basis: local\n    source: { law: the panel }\n    textSeen: packs\n${rest}`;
  const sound = '    amount: 20wd\n    convention: within\n    calendars: [england-and-wales]\n';

  it('is read with what it leaves out', () => {
    const { rules: read, faults } = readRules([{ file: 'r.yaml', text: rule(sound) }]);
    expect(faults).toEqual([]);
    expect(read[0]).toMatchObject({
      key: 'answer',
      roll: 'none',
      kind: 'limit',
      effective: { from: null, to: null },
    });
  });

  it.each([
    ['    amount: 20xd\n    convention: within\n', 9, 'wrong-shape'],
    ['    amount: 20wd\n    convention: perhaps\n', 10, 'wrong-shape'],
    ['    amount: 20wd\n', 2, 'wrong-shape'],
    [`${sound}    colour: red\n`, 12, 'unknown-key'],
    [`${sound}    effective: { from: 2020-01-01, applies: perhaps }\n`, 12, 'wrong-shape'],
    ['    amount: -1term\n    convention: each-term\n', 2, 'counts-back'],
    ['    amount: 5m\n    convention: each-period\n', 2, 'period-unfit'],
    ['    amount: 20wd\n    convention: each-period\n', 2, 'unit-unfit'],
    ['    amount: 2w\n    convention: weeks\n    roll: next-working-day\n', 2, 'roll-without-calendar'],
    ['    amount: 20wd\n    convention: hours\n', 2, 'unit-unfit'],
    [`${sound}    exceptions: [nowhere]\n`, 2, 'unknown-exception'],
    [`${sound}    effective: { from: 2020-01-01, to: 2019-01-01 }\n`, 2, 'range-reversed'],
    [`${sound}    effective: { from: 2021-02-29 }\n`, 2, 'no-such-day'],
    [`${sound}    roll: [`, 12, 'not-yaml'],
  ])('with %j has the fault on line %i: %s', (rest, line, fault) => {
    const { rules: read, faults } = readRules([{ file: 'r.yaml', text: rule(rest) }]);
    expect(read).toEqual([]);
    expect(faults[0]).toMatchObject({ file: 'r.yaml', line, fault });
  });

  it('says by which day of a case its range holds, and so does a window', () => {
    const window = (rest: string) =>
      rule(`    kind: exception\n    effective: { from: 2020-05-01, to: 2020-09-25${rest} }\n`).replace(
        '    from: the day of the question\n    basis: local\n',
        '    grounds: [{ key: g, regulation: r, title: t, computed: window }]\n',
      );
    const read = (text: string) => readRules([{ file: 'r.yaml', text }]).rules[0];
    expect(read(rule(`${sound}    effective: { from: 2020-01-01, applies: due }\n`))?.effective).toEqual({
      from: '2020-01-01',
      to: null,
      applies: 'due',
    });
    expect(read(window(', applies: started'))?.exceptionGrounds[0]?.window?.applies).toBe('started');
    expect(read(window(''))?.exceptionGrounds[0]?.window).toEqual({ from: '2020-05-01', to: '2020-09-25' });
  });

  it('may hold a key twice only with versions and ranges that do not meet', () => {
    const twice = [rule(sound), rule(sound).replace('version: 1', 'version: 2')];
    const { faults } = readRules(twice.map((text, index) => ({ file: `${index}.yaml`, text })));
    expect(faults.map(({ file, fault }) => [file, fault])).toEqual([
      ['0.yaml', 'version-clash'],
      ['1.yaml', 'version-clash'],
    ]);
  });
});
