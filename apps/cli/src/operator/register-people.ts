import type { Command } from 'commander';
import { readConfig } from './config.js';
import { findOrphans, findUnowned, type OrphanReport, type UnownedReport } from './people.js';
import { print, saying } from './saying.js';

interface Options {
  json?: boolean;
}

/** `kept people`: what nobody looks after. Finding something is no fault of the command: status 0. */
export function registerPeople(program: Command): void {
  const people = program.command('people').description('posts, and whether anybody is there');
  people
    .command('orphans')
    .description(
      'open items whose post is unknown, stands vacant with nobody above, or whose acting person may not see them',
    )
    .option('--json', 'one JSON value on stdout')
    .action(({ json }: Options) =>
      saying(async () => {
        const report = await findOrphans(readConfig());
        print(json ? JSON.stringify(report) : orphansInWords(report));
      }),
    );
  people
    .command('unowned')
    .description('days of a period, both ends counted, on which nobody held, covered or acted in a post')
    .requiredOption('--from <date>', 'first day')
    .requiredOption('--to <date>', 'last day')
    .option('--json', 'one JSON value on stdout')
    .action(({ from, to, json }: Options & { from: string; to: string }) =>
      saying(async () => {
        const report = await findUnowned(readConfig(), { from, to });
        print(json ? JSON.stringify(report) : unownedInWords(report));
      }),
    );
}

function orphansInWords({ orphans, more }: OrphanReport): string {
  if (orphans.length === 0) return 'Somebody answers for every open item, and may see it.';
  const lines = orphans.map(
    ({ authority, reference, ownerPost, why }) => `${authority}: ${reference}: ${ownerPost}: ${why}`,
  );
  return [...lines, ...(more ? ['There are more.'] : [])].join('\n');
}

function unownedInWords({ posts, items }: UnownedReport): string {
  if (posts.length === 0) return 'On every day somebody answered for every post.';
  const spansOf = (spans: readonly { from: string; to: string }[]) =>
    spans.map(({ from, to }) => (from === to ? from : `${from}..${to}`)).join(', ');
  return [
    ...posts.map(({ authority, post, days, spans }) => `${authority}: ${post}: ${days} days (${spansOf(spans)})`),
    ...items.map(
      ({ authority, reference, days, spans }) => `${authority}: ${reference}: ${days} days (${spansOf(spans)})`,
    ),
  ].join('\n');
}
