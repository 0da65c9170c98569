/**
 * `npm run check`: all that can be proved without running the product. Every check runs, also after one has failed;
 * the status is 1 if any did. `npm run check -- lint knip` runs those alone, `-- --list` names them all.
 */
import { openapiDrift, schemaDrift } from './drift.mjs';
import { faultTable } from './faults.mjs';
import { documentLinks, machinePaths, openPromises, vagueNames } from './repository.mjs';
import { bin, node } from './tools.mjs';

const tool = (packageName, args, command) => () => node(bin(packageName, command), args);
const faults = (find) => async () => {
  const found = await find();
  return { passed: found.length === 0, output: found.join('\n') };
};

/** In the order of a reader's interest: what does not compile first, what is merely untidy last. */
const checks = {
  types: tool('turbo', ['run', 'types', '--output-logs=errors-only', '--continue']),
  lint: tool('eslint', ['.', '--max-warnings=0']),
  imports: tool(
    'dependency-cruiser',
    ['packages', 'apps', 'infra', '--config', '.dependency-cruiser.cjs'],
    'depcruise',
  ),
  boundaries: tool('turbo', ['boundaries']),
  unused: tool('knip', ['--no-config-hints']),
  versions: tool('sherif', ['--fail-on-warnings']),
  openapi: openapiDrift,
  schema: schemaDrift,
  names: faults(vagueNames),
  machine: faults(machinePaths),
  promises: faults(openPromises),
  links: faults(documentLinks),
  faults: faults(faultTable),
  format: tool('prettier', ['--check', '--log-level=warn', '.']),
};

async function main(asked) {
  if (asked.includes('--list')) return console.log(Object.keys(checks).join('\n'));
  const unknown = asked.filter((name) => !(name in checks));
  if (unknown.length > 0) {
    console.error(`No check is called ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const failed = [];
  for (const name of asked.length > 0 ? asked : Object.keys(checks)) {
    const startedAt = performance.now();
    const { passed, output } = await checks[name]();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${passed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
    if (!passed) {
      failed.push(name);
      console.log(output.replace(/^/gm, '    '));
    }
  }
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\n${failed.length} failed: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

await main(process.argv.slice(2));
