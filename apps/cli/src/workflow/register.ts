import type { Command } from 'commander';
import { checkFiles, faultLine } from './check-files.js';
import { drawByKey } from './draw-by-key.js';

interface Options {
  json?: boolean;
}

/** Commands on definition files; they need no server. */
export function registerWorkflow(program: Command): void {
  const workflow = program.command('workflow').description('check and draw workflows');
  workflow
    .command('check')
    .argument('<files...>', 'definition files (YAML)')
    .description('every fault of a definition file, with file and line; status 1 where there is one')
    .option('--json', 'one JSON value on stdout')
    .action((files: string[], options: Options) =>
      saying(() => {
        const faults = checkFiles(files);
        const text = options.json ? JSON.stringify({ faults }) : faults.map(faultLine).join('\n');
        if (text !== '') process.stdout.write(`${text}\n`);
        process.exitCode = faults.length > 0 ? 1 : 0;
      }),
    );
  workflow
    .command('draw')
    .argument('<key>', 'challenge-card, or a key from KEPT_WORKFLOWS_DIR')
    .description('the states and moves of a workflow as SVG on stdout')
    .option('--json', 'one JSON value on stdout: { key, svg }')
    .action((key: string, options: Options) =>
      saying(() => {
        const svg = drawByKey(key);
        process.stdout.write(`${options.json ? JSON.stringify({ key, svg }) : svg}\n`);
      }),
    );
}

/** What cannot be done is said in a line on stderr, with status 2. */
function saying(act: () => void): void {
  try {
    act();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
