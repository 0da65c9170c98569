import type { Command } from 'commander';
import { formatWeekday, type CalculatedDeadline } from '@kept/domain';
import { readWorkflowsDir } from '../workflow/config.js';
import { answerBatch, answerOne, libraryContext, type NotCalculated } from './answer.js';
import { RequestFault, requestFromOptions, type DeadlineOptions } from './read-request.js';

/** `kept deadline`: a date with the steps that led to it, one by one or in a batch. */
export function registerDeadline(program: Command): void {
  program
    .command('deadline')
    .description('a date and why: a rule of the library, or a limit of a workflow as WORKFLOW/LIMIT')
    .argument('[rule]', 'cla-review-first, agenda-publication, challenge-card/triage …')
    .option('--from <date>', 'the day that the limit counts from')
    .option('--time <time>', 'its time, HH:MM in London, for limits in hours')
    .option('--as-of <date>', 'the day whose rules and calendars are known')
    .option('--suspend <span>', 'FROM..RESUMES:GROUND, days that do not count; may be given again', collect, [])
    .option('--closure <span>', 'FROM..REOPENS, when the school is closed')
    .option('--advice-asked <date>', "the day on which the school's advice was asked")
    .option('--batch <file>', 'an array of requests as JSON')
    .option('--json', 'one JSON value on stdout')
    .action((rule: string | undefined, options: DeadlineOptions) => {
      try {
        answer(rule, options);
      } catch (fault) {
        if (!(fault instanceof RequestFault)) throw fault;
        process.stderr.write(`${fault.message}\n`);
        process.exitCode = 2;
      }
    });
}

function answer(rule: string | undefined, options: DeadlineOptions): void {
  if (options.batch !== undefined) {
    if (rule !== undefined || hasQuestion(options)) throw new RequestFault('Give a rule with its options, or --batch.');
    const answers = answerBatch(options.batch, libraryContext(readWorkflowsDir()));
    print(options.json ? JSON.stringify(answers) : answers.map(inWords).join('\n\n'));
    if (answers.some((each) => 'error' in each)) process.exitCode = 1;
    return;
  }
  if (rule === undefined) throw new RequestFault('Give a rule, or --batch FILE.');
  const calculated = answerOne(requestFromOptions(rule, options), libraryContext(readWorkflowsDir()));
  print(options.json ? JSON.stringify(calculated) : inWords(calculated));
}

/** A batch says everything in its file. */
function hasQuestion({ batch: _batch, json: _json, suspend, ...others }: DeadlineOptions): boolean {
  return suspend.length > 0 || Object.keys(others).length > 0;
}

/** The receipt as a person reads it: the date first, then the way there. */
function inWords(answered: CalculatedDeadline | NotCalculated): string {
  if ('error' in answered) return `${String(answered.rule)} from ${String(answered.from)}: ${answered.error}`;
  const { rule, dueOn, dueAt, receipt } = answered;
  const at = dueAt === undefined ? '' : ` at ${dueAt.slice(11, 16)}`;
  const steps = receipt.map(({ date, text }) => `  ${date}  ${text}`);
  return [`${rule}: ${formatWeekday(dueOn)}${at}`, ...steps].join('\n');
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
