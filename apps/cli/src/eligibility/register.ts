import type { Command } from 'commander';
import { answerAll, EligibilityFault, type EligibilityAnswer } from './answer.js';

interface Options {
  on?: string;
  json?: boolean;
}

/** `kept eligibility`: who a rule takes in on a day, with the reasons; it needs no server. */
export function registerEligibility(program: Command): void {
  program
    .command('eligibility')
    .description('who a dated rule takes in on a day, and why')
    .argument('<rule>', 'lifelong-links')
    .argument('<file>', 'an array of field sets as JSON, each with the fields of the workflow and a `who`')
    .option('--on <date>', 'the day whose version of the rule decides')
    .option('--json', 'one JSON value on stdout')
    .action((rule: string, file: string, { on, json }: Options) => {
      try {
        const answers = answerAll({ rule, on, file });
        process.stdout.write(`${json ? JSON.stringify(answers) : answers.map(inWords).join('\n\n')}\n`);
      } catch (fault) {
        if (!(fault instanceof EligibilityFault)) throw fault;
        process.stderr.write(`${fault.message}\n`);
        process.exitCode = 2;
      }
    });
}

const outcomeWords = { eligible: 'eligible', 'not-eligible': 'not eligible', unknown: 'not known' } as const;

function inWords({ who, outcome, rule, version, on, reasons }: EligibilityAnswer, index: number): string {
  const head = `${who ?? `Number ${index + 1}`}: ${outcomeWords[outcome]} (${rule}, version ${version}, on ${on})`;
  return [head, ...reasons.map(({ text }) => `  ${text}`)].join('\n');
}
