// `npm test`: everything, from a fresh clone. `npm test -- packages/domain` runs what lies under a path.
// The last line counts; nothing is left out without being named.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './browser.mjs';
import { freePort, removeData } from './embedded-postgres.mjs';
import { buildState, buildStep, clearInstall, installStep, isInstalled } from './install.mjs';
import { StartFault } from './lock.mjs';
import { Processes, Stopped } from './processes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const journeys = 'apps/e2e';
const stopLimit = 25_000;

/** @typedef {{ passed: number, failed: number, skipped: number, faults: string[] }} Counts faults: what failed, in words */

/** @param {string[]} filters paths; none = all */
async function main(filters) {
  const folder = mkdtempSync(join(tmpdir(), 'kept-npm-test-'));
  chmodSync(folder, 0o755); // the database may run as another user, and this folder is ours
  const processes = new Processes(folder, (line) => console.log(line));
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => processes.stop(stopLimit));
  try {
    await prepare(processes);
    const counts = await runAll({ processes, folder, filters });
    const total = (key) => counts.reduce((sum, each) => sum + each[key], 0);
    for (const line of counts.flatMap(({ faults }) => faults)) console.log(line);
    console.log(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
    process.exitCode = total('failed') > 0 || total('passed') === 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Stopped)) console.error(error instanceof StartFault ? error.message : error);
    process.exitCode = 1;
  } finally {
    await processes.stop(stopLimit);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(processes) {
  if (!isInstalled(root)) {
    console.log('Installing packages.');
    await clearInstall(root);
    await processes.run(installStep(root));
  }
  const { isBuilt, done } = buildState(root);
  if (isBuilt) return;
  console.log('Building.');
  await processes.run(buildStep(root));
  done();
}

/** @returns {Promise<Counts[]>} */
async function runAll({ processes, folder, filters }) {
  const inJourneys = (path) => relative(root, join(root, path)).startsWith(journeys);
  const others = filters.filter((path) => !inJourneys(path));
  const counts = [];
  if (filters.length === 0 || others.length > 0) {
    counts.push(await runVitest({ processes, name: 'tests', folder, args: others }));
  }
  if (filters.length === 0 || filters.some(inJourneys)) counts.push(await runJourneys({ processes, folder }));
  return counts;
}

/** Run vitest with its usual output, and count from its report. @returns {Promise<Counts>} */
async function runVitest({ processes, name, folder, args, env = {} }) {
  const report = join(folder, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = await processes.show({
    name,
    args: [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args],
    env: { ...process.env, ...env },
    cwd: root,
  });
  return countsIn(report, status);
}

/** @param {string} report @param {number} status of vitest: not 0 without a failed test is a failure of its own */
function countsIn(report, status) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, faults: ['Failed: vitest left no report'] };
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ file: name, ...test })),
  );
  const skipped = tests.filter(({ status: is }) => ['pending', 'skipped', 'todo', 'disabled'].includes(is));
  for (const { file, fullName } of skipped) console.log(`Skipped: ${relative(root, file)}: ${fullName}`);
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const faults = [
    ...tests
      .filter((test) => test.status === 'failed')
      .map(({ file, fullName, failureMessages }) => inWords(file, fullName, failureMessages[0])),
    ...broken.map(({ name, message }) => inWords(name, 'the file itself', message)),
  ];
  if (faults.length === 0 && status !== 0) faults.push(`Failed: vitest ended with ${status}, and no test failed`);
  const passed = tests.filter((test) => test.status === 'passed').length;
  return { passed, failed: faults.length, skipped: skipped.length, faults };
}

/** A failed test on the last screen, so that nobody has to search the whole output for it. */
function inWords(file, test, message = '') {
  const said = message.split('\n').slice(0, 8).join('\n    ');
  return `Failed: ${relative(root, file)}: ${test}\n    ${said}`;
}

/** The journeys in a real browser, against a stack of their own. @returns {Promise<Counts>} */
async function runJourneys({ processes, folder }) {
  const config = join(journeys, 'vitest.config.ts');
  if (!existsSync(join(root, config))) return { passed: 0, failed: 0, skipped: 0, faults: [] };
  const chromium = findChromium();
  if (chromium === null) return skipJourneys();
  const dataDir = join(folder, 'stack');
  const port = await freePort(3100);
  console.log(`Starting a stack for the journeys on port ${port}.`);
  const stack = await startStack({ folder: join(folder, 'runner'), dataDir, port });
  try {
    const env = { KEPT_URL: `http://localhost:${port}`, CHROMIUM_PATH: chromium, KEPT_DATA_DIR: dataDir };
    return await runVitest({ processes, name: 'journeys', folder, args: ['--config', config], env });
  } finally {
    await stack.stop(stopLimit);
    removeData(dataDir);
  }
}

function skipJourneys() {
  const files = readdirSync(join(root, journeys), { recursive: true }).filter(
    (file) => /\.(test|journey)\.ts$/.test(file) && !file.includes('node_modules'),
  );
  for (const file of files) console.log(`Skipped, no Chromium was found (set CHROMIUM_PATH): ${join(journeys, file)}`);
  return { passed: 0, failed: 0, skipped: files.length, faults: [] };
}

/** `npm start` as a user runs it, on a folder and a port of its own. */
async function startStack({ folder, dataDir, port }) {
  mkdirSync(folder, { recursive: true });
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(KEPT_|DATABASE_URL$|REDIS_URL$|SMTP_URL$|OIDC_)/.test(name),
  );
  const env = {
    ...Object.fromEntries(inherited),
    PORT: String(port),
    KEPT_DATA_DIR: dataDir,
    // A workflow of a council's own, which a journey uses.
    KEPT_WORKFLOWS_DIR: join(root, 'docs/how-to'),
  };
  const runner = new Processes(folder, (line) => console.log(line));
  await runner.until(
    { name: 'stack', args: [join(root, 'infra/local/start.mjs')], env, cwd: root, failure: 'The stack did not start' },
    /^Kept is ready at /m,
  );
  return runner;
}

await main(process.argv.slice(2).filter((argument) => argument !== '--'));
