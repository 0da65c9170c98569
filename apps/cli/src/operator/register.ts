import type { Command } from 'commander';
import { OperatorFault, readConfig } from './config.js';
import { checkInvariants } from './invariants.js';
import type { InvariantReport } from './invariants.js';
import { migrateAll } from './migrate.js';
import { releaseOutbox } from './outbox.js';
import { print, saying } from './saying.js';
import { seed } from './seed.js';
import { makeToken } from './token.js';

interface Options {
  json?: boolean;
}

/** The operator's commands, for whoever runs the installation. */
export function registerOperator(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to this release, and publish workflows, rules and calendars')
    .option('--json', 'one JSON value on stdout')
    .action((options: Options) =>
      saying(async () => {
        const report = await migrateAll(readConfig());
        const { workflows, rules, calendars } = report.published;
        const text = `${report.migrations.length} migrations, ${workflows} workflows, ${rules} rules and ${calendars} calendars are new.`;
        print(options.json ? JSON.stringify(report) : text);
      }),
    );
  program
    .command('seed')
    .description('load the demo where there is none, and set the clock to KEPT_NOW')
    .option('--clock-only', 'no demo')
    .option('--items <number>', 'of a large demo, so many items: for a try')
    .option('--json', 'one JSON value on stdout')
    .action((options: Options & { clockOnly?: boolean; items?: string }) =>
      saying(async () => {
        const say = options.json ? () => undefined : print;
        const wish = { clockOnly: options.clockOnly ?? false, items: itemsOf(options.items), say };
        const sentences = await seed(readConfig(), wish);
        if (options.json) print(JSON.stringify({ sentences }));
        else for (const sentence of sentences) print(sentence);
      }),
    );
  program
    .command('token')
    .description('a token for a demo persona, alone on the last line')
    .requiredOption('--persona <name>', 'officer, chair, participation …')
    .option('--json', 'one JSON value on stdout')
    .action(({ persona, json }: Options & { persona: string }) =>
      saying(async () => {
        const token = await makeToken(readConfig(), persona);
        print(json ? JSON.stringify({ persona, token }) : token);
      }),
    );
  registerHealth(program);
  registerOutbox(program);
}

function registerHealth(program: Command): void {
  program
    .command('health')
    .description('is the installation sound?')
    .command('invariants')
    .description('what must hold after every fault; status 1 where something does not')
    .option('--json', 'one JSON value on stdout')
    .action((options: Options) =>
      saying(async () => {
        const report = await checkInvariants(readConfig());
        print(options.json ? JSON.stringify(report) : inWords(report));
        process.exitCode = report.sound ? 0 : 1;
      }),
    );
}

function registerOutbox(program: Command): void {
  program
    .command('outbox')
    .description('messages on their way')
    .command('release')
    .description('send again after a stop: a restored copy, or a clock of the database that jumped')
    .option('--json', 'one JSON value on stdout')
    .action((options: Options) =>
      saying(async () => {
        const stopped = await releaseOutbox(readConfig());
        const text =
          stopped === null
            ? 'Nothing was stopped.'
            : `Sending goes on. It was stopped at ${stopped.since}: ${stopped.reason}.`;
        print(options.json ? JSON.stringify({ released: stopped !== null, stopped }) : text);
      }),
    );
}

function inWords(report: InvariantReport): string {
  const lines = report.authorities.flatMap(({ authority, invariants }) =>
    invariants.map(({ title, broken, example }) => {
      const found = broken === 0 ? 'holds' : `broken by ${broken}, for example ${example ?? 'one without a name'}`;
      return `${authority}: ${title}: ${found}`;
    }),
  );
  return [...lines, report.sound ? 'Sound.' : 'Not sound.'].join('\n');
}

function itemsOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new OperatorFault('--items must be a whole number from 1 on.');
  return Number(given);
}
