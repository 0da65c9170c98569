/**
 * A check that cannot fail proves nothing. This script plants one-line faults, one at a time, in a copy of the last
 * commit, runs the check or test that should notice, and says whether it did:
 *
 *   node docs/how-to/plant-faults.mjs            all of them
 *   node docs/how-to/plant-faults.mjs cycle rls  those alone
 *
 * Each check must be green before its fault and red after it; the status is 1 if one is not. Needs an installed
 * repository; builds and tests what it breaks, so it takes some minutes.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const check = (name) => ({ name: `check ${name}`, args: ['infra/ci/check.mjs', name] });
const test = (project, path) => ({
  name: `${project} tests of ${path}`,
  args: ['node_modules/vitest/vitest.mjs', 'run', '--project', project, path],
});
const append = (line) => (text) => `${text}${line}\n`;
const prepend = (line) => (text) => `${line}\n${text}`;
const replace = (from, to) => (text) => text.replace(from, to);

const faults = [
  {
    name: 'impure',
    fault: 'the domain reads a file',
    file: 'packages/domain/src/calendar/working-days.ts',
    change: prepend("import 'node:fs';"),
    noticedBy: check('imports'),
  },
  {
    name: 'cycle',
    fault: 'two files of the domain need each other',
    file: 'packages/domain/src/calendar/local-date.ts',
    change: prepend("import './working-days.js';"),
    noticedBy: check('imports'),
  },
  {
    name: 'typeorm',
    fault: 'the API reaches for TypeORM',
    file: 'apps/api/src/main.ts',
    change: prepend("import 'typeorm';"),
    noticedBy: check('imports'),
  },
  {
    name: 'environment',
    fault: 'a service reads the environment',
    file: 'apps/worker/src/main.ts',
    change: append("export const home = process.env['HOME'];"),
    noticedBy: check('lint'),
  },
  {
    name: 'unused',
    fault: 'an export that nobody imports',
    file: 'apps/worker/src/config.ts',
    change: append('export const forgotten = 1;'),
    noticedBy: check('unused'),
  },
  {
    name: 'openapi',
    fault: "the API's description says something else than the API",
    file: 'apps/api/openapi.json',
    change: replace('"/api/work-items"', '"/api/work-item"'),
    noticedBy: check('openapi'),
  },
  {
    name: 'schema',
    fault: 'the listing of the schema says something else than the migrations',
    file: 'packages/database/schema.sql',
    change: replace('work_items', 'work_item'),
    noticedBy: check('schema'),
  },
  {
    name: 'off-by-one',
    fault: 'working days stop one short',
    file: 'packages/domain/src/calendar/working-days.ts',
    change: replace('left > 0;', 'left > 1;'),
    noticedBy: test('unit', 'packages/domain/src/calendar'),
  },
  {
    name: 'verdict',
    fault: '"partly" closes a card',
    file: 'packages/workflows/definitions/challenge-card.yaml',
    change: replace(/(\{ added: verdict, is: )kept( \})/, '$1partly$2'),
    noticedBy: test('unit', 'packages/workflows'),
  },
  {
    name: 'rls',
    fault: 'one table without forced row-level security',
    file: 'packages/database/src/migrations/1795400002000-create-work-items.ts',
    change: replace(
      "${tables.map(authorityPolicy).join('\\n')}",
      (policies) => `${policies}\nalter table notices no force row level security;`,
    ),
    noticedBy: test('database', 'packages/database/src/health'),
  },
  {
    name: 'policy',
    fault: 'a route without a policy',
    file: 'apps/api/src/tokens/token.controller.ts',
    change: replace('  @Policed(keepsOwnTokens)\n', ''),
    noticedBy: test('unit', 'apps/api/src/routes.test.ts'),
  },
  {
    name: 'v-html',
    fault: 'a page that trusts text as HTML',
    file: 'apps/web/src/ui/PageHeading.vue',
    change: replace('<template>', '<template><p v-html="1" />'),
    noticedBy: check('lint'),
  },
];

/** The last commit in a folder of its own; third-party packages are linked, our own are those of the copy. */
function copyRepository() {
  const copy = join(mkdtempSync(join(tmpdir(), 'kept-faults-')), 'copy');
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', copy, 'HEAD'], { cwd: root, stdio: 'inherit' });
  linkPackages(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const workspace of ['packages', 'apps', 'infra'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  )) {
    const own = join(root, workspace, 'node_modules');
    if (existsSync(own) && statSync(join(copy, workspace), { throwIfNoEntry: false })?.isDirectory())
      symlinkSync(own, join(copy, workspace, 'node_modules'));
  }
  return copy;
}

function linkPackages(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    if (entry.name === '@kept') linkPackages(source, join(to, entry.name));
    else symlinkSync(entry.isSymbolicLink() ? readlinkSync(source) : source, join(to, entry.name));
  }
}

function run(copy, { args }) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    timeout: 600_000,
    maxBuffer: 64_000_000,
  });
  return { green: status === 0, output: `${stdout}${stderr}` };
}

/** Green without the fault, red with it. */
function plant(copy, fault, greenBefore) {
  const file = join(copy, fault.file);
  if (!existsSync(file)) return `could not be planted: there is no ${fault.file}`;
  const original = readFileSync(file, 'utf8');
  const broken = fault.change(original);
  if (broken === original) return `could not be planted: ${fault.file} reads differently by now`;
  const before = greenBefore.get(fault.noticedBy.name) ?? run(copy, fault.noticedBy);
  greenBefore.set(fault.noticedBy.name, before);
  if (!before.green)
    return `${fault.noticedBy.name} was red before:\n${before.output.trim().split('\n').slice(-15).join('\n')}`;
  writeFileSync(file, broken);
  try {
    return run(copy, fault.noticedBy).green ? 'stayed green' : null;
  } finally {
    writeFileSync(file, original);
  }
}

function main(asked) {
  const chosen = faults.filter(({ name }) => asked.length === 0 || asked.includes(name));
  const copy = copyRepository();
  const greenBefore = new Map();
  let unnoticed = 0;
  try {
    for (const fault of chosen) {
      const complaint = plant(copy, fault, greenBefore);
      if (complaint !== null) unnoticed += 1;
      console.log(
        `${complaint === null ? 'red as it should be' : 'NOT NOTICED       '}  ${fault.name}: ${fault.fault} (${fault.noticedBy.name})${complaint === null ? '' : `\n    ${complaint}`}`,
      );
    }
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', copy], { cwd: root });
    rmSync(dirname(copy), { recursive: true, force: true });
  }
  console.log(`\n${chosen.length - unnoticed} of ${chosen.length} faults were noticed.`);
  process.exitCode = unnoticed === 0 ? 0 : 1;
}

main(process.argv.slice(2));
