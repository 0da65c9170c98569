import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { checkFile } from './index.js';

const example = readFileSync(new URL('../../../docs/how-to/example-workflow.yaml', import.meta.url), 'utf8');
const challengeCard = readFileSync(new URL('../definitions/challenge-card.yaml', import.meta.url), 'utf8');

/** A sound file: line 1 is its key. Each test breaks one line of it. */
const sound = `key: request
version: 1
reference: RQ
title: { officer: Request, plain: Our request }
initial: asked
owner: { default: lead }
fields:
  question: { type: text, required: true, plain: true }
  heardAt: { type: meeting }
  promisedFor: { type: date }
  cost: { type: money, visibleTo: [officer] }
records:
  verdicts: { fields: { verdict: { type: choice, of: [kept, partly] } } }
local:
  begin: { amount: 10wd }
  do: { amount: 20wd, orOn: promisedFor }
states:
  asked: { limits: [ { local: begin } ] }
  doing:
    limits:
      - { local: do, escalation: standard }
  done: { final: true }
transitions:
  begin: { from: [asked], to: doing, by: [officer] }
  finish:
    from: [doing]
    by: [owner]
    needs: [promisedFor]
    adds: verdicts
    to:
      - { state: done, when: [ { added: verdict, is: kept } ] }
      - { state: asked }
escalation:
  standard:
    - { level: 1, to: owner.reportsTo, after: 1wd }
visibility: { young-people: published }
`;

/** The file with one text in place of another, and what the check finds as `LINE: FAULT`. */
function findings(from: string, to: string): string[] {
  expect(sound).toContain(from);
  return checkFile('request.yaml', sound.replace(from, to)).map(({ line, fault }) => `${line}: ${fault}`);
}

describe('a sound file', () => {
  it('has no fault', () => {
    expect(checkFile('request.yaml', sound)).toEqual([]);
    expect(checkFile('example-workflow.yaml', example)).toEqual([]);
    expect(checkFile('challenge-card.yaml', challengeCard)).toEqual([]);
  });
});

describe('what a definition means', () => {
  it.each([
    [
      'a state that nothing leads to',
      '  done: {',
      '  lost: { limits: [ { local: do } ] }\n  done: {',
      ['22: no-way-out', '22: unreachable-state'],
    ],
    [
      'a target that does not exist',
      'to: doing',
      'to: doign',
      ['19: unreachable-state', '22: unreachable-state', '18: no-way-out', '24: unknown-target'].sort(byLine),
    ],
    [
      'a first state that does not exist',
      'initial: asked',
      'initial: begun',
      ['5: unknown-target', '18: unreachable-state', '19: unreachable-state', '22: unreachable-state'],
    ],
    [
      'a state to continue from that does not exist',
      '{ local: do, ',
      '{ local: do, continues: [paused], ',
      ['21: unknown-target'],
    ],
    ['a way out of a final state', 'from: [doing]', 'from: [doing, done]', ['26: unknown-target']],
    [
      'an open state that nothing ends',
      '{ state: done, when: [ { added: verdict, is: kept } ] }',
      '{ state: doing }',
      ['18: no-way-out', '19: no-way-out', '22: unreachable-state'],
    ],
    ['an open state without a limit', '{ limits: [ { local: begin } ] }', '{}', ['18: limit-missing']],
    [
      'an open state with a limit that may be met early only',
      '{ local: begin }',
      '{ local: begin, metBy: promisedFor }',
      ['18: limit-missing'],
    ],
    ['a limit that is not defined', '{ local: begin }', '{ local: review }', ['18: limit-missing']],
    ['a limit on a date that may not be there', '{ local: begin }', '{ on: promisedFor }', ['18: limit-without-start']],
    ['a level that goes to nobody', 'to: owner.reportsTo, after', 'after', ['35: escalation-without-post']],
    ['a level that goes to a text', 'owner.reportsTo', 'question', ['35: escalation-without-post']],
    ['a path that does not exist', 'escalation: standard', 'escalation: usual', ['21: escalation-without-post']],
    ['a role that does not exist', 'by: [officer]', 'by: [officer, oficer]', ['24: unknown-role']],
    ['a reader that does not exist', 'visibleTo: [officer]', 'visibleTo: [officer, mayor]', ['11: unknown-role']],
    [
      'a role that a state is hidden from and that does not exist',
      '{ local: begin } ]',
      '{ local: begin } ], hiddenFrom: [chair, mayor]',
      ['18: unknown-role'],
    ],
    ['a field that does not exist', 'needs: [promisedFor]', 'needs: [promised]', ['28: unknown-field']],
    ['a field of the wrong type', 'orOn: promisedFor', 'orOn: heardAt', ['16: unknown-field']],
    ['a field of the added record that does not exist', 'added: verdict,', 'added: stars,', ['31: unknown-field']],
    ['a record that does not exist', 'adds: verdicts', 'adds: verdict', ['29: unknown-field', '31: unknown-field']],
    ['a rule that the library does not have', '{ local: begin }', '{ rule: cla-review-frist }', ['18: unknown-rule']],
    [
      'plain words that nobody reads',
      'visibility: { young-people: published }',
      'visibility: { chair: [item] }',
      ['8: plain-without-reader'],
    ],
    ['a field that nobody sees', 'visibleTo: [officer]', 'visibleTo: [auditor]', ['11: field-unseen']],
    ['a field that has a name of the commands', 'heardAt:', 'reason:', ['9: bad-key']],
  ])('%s', (_, from, to, expected) => {
    expect(findings(from, to)).toEqual(expected);
  });
});

describe('the shape of a file', () => {
  it.each([
    ['text that is not YAML', 'key: request', 'key: request: again', '1: not-yaml'],
    ['a key given twice', 'version: 1', 'version: 1\nversion: 2', '3: not-yaml'],
    ['a word that the format does not know', 'amount: 10wd', 'ammount: 10wd', '15: unknown-key'],
    ['a key with a capital', 'begin: { from', 'Begin: { from', '24: bad-key'],
    ['a type that does not exist', 'type: meeting', 'type: meetings', '9: wrong-shape'],
    ['a choice without choices', 'type: choice, of: [kept, partly]', 'type: choice', '13: wrong-shape'],
    ['a duration that is none', '20wd', '20 days', '16: wrong-shape'],
    ['a limit of two kinds', '{ local: begin }', '{ local: begin, rule: agenda-publication }', '18: wrong-shape'],
    ['a condition of no kind', '{ added: verdict, is: kept }', '{ added: verdict, equals: kept }', '31: unknown-key'],
    ['something left out', 'version: 1\n', '', '1: wrong-shape'],
  ])('%s', (_, from, to, first) => {
    expect(findings(from, to)).toEqual([first]);
  });

  it('keeps off an agenda what is not open to everybody, and off a weekly list what is an alert', () => {
    const agenda = sound.replace('after: 1wd }', 'after: 1wd }\n    - { level: 2, agenda: next-meeting }');
    const faultsOf = (text: string) => checkFile('request.yaml', text).map(({ line, fault }) => `${line}: ${fault}`);
    expect(faultsOf(agenda)).toEqual([]);
    expect(faultsOf(agenda.replace('initial: asked', 'classification: restricted\ninitial: asked'))).toEqual([
      '37: restricted-to-panel',
    ]);
    expect(faultsOf(agenda.replace('initial: asked', 'about: child\ninitial: asked'))).toEqual(['37: child-to-panel']);
    expect(findings('{ local: begin }', '{ local: begin, lists: weekly }')).toEqual([]);
    expect(
      findings('{ local: do, escalation: standard }', '{ local: do, escalation: standard, lists: weekly }'),
    ).toEqual(['21: alert-on-a-list']);
    expect(findings('{ local: begin }', '{ local: begin, ignoresQuietHours: true, lists: weekly }')).toEqual([
      '18: alert-on-a-list',
    ]);
  });

  it('is a mapping', () => {
    expect(checkFile('list.yaml', '- one\n- two\n')).toMatchObject([{ line: 1, fault: 'wrong-shape' }]);
    expect(checkFile('empty.yaml', '')).toMatchObject([{ line: 1, fault: 'wrong-shape' }]);
  });

  it('does not grow without end by aliases', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefg'.split('').map((key, at) => `${key}: &${key} [${Array(9).fill(`*${'abcdef'[at]}`).join()}]`),
    ];
    expect(checkFile('bomb.yaml', bomb.join('\n'))).toMatchObject([{ fault: 'not-yaml' }]);
  });
});

describe('against what is published', () => {
  it('finds another content under a published version', () => {
    const changed = challengeCard.replace(
      'triage: { label: Triage, amount: 10wd }',
      'triage: { label: Triage, amount: 30wd }',
    );
    expect(checkFile('card.yaml', changed)).toEqual([
      {
        file: 'card.yaml',
        line: 4,
        fault: 'version-changed',
        text: 'Version 3 of “challenge-card” is published with another content: raise the version.',
      },
    ]);
    expect(checkFile('card.yaml', changed.replace('version: 3', 'version: 4'))).toEqual([]);
  });

  it('lets comments and layout change', () => {
    expect(checkFile('card.yaml', `# A note\n${challengeCard}`)).toEqual([]);
  });

  it('keeps one prefix for one workflow', () => {
    expect(findings('reference: RQ', 'reference: CC')).toEqual(['3: reference-taken']);
  });
});

function byLine(one: string, other: string): number {
  return Number.parseInt(one) - Number.parseInt(other) || one.localeCompare(other);
}
