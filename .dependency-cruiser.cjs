/**
 * The import law of docs/architecture.md. `turbo boundaries` checks what a package may depend on; this file checks what
 * a folder may import, and reads .vue files too.
 */
const { existsSync, readdirSync } = require('node:fs');

const tests = '\\.test\\.ts$|/testing/|^apps/e2e/|^infra/|^docs/';
const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** Folders that carry features stand on: everything else beside them is a feature, from the day it is made. */
const ground = { api: ['http', 'auth', 'boot', 'reference', 'rows'], worker: ['ops', 'boot'], web: [] };

function featuresUnder(folder, groundFolders) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !groundFolders.includes(entry.name))
    .map((entry) => `${folder}/${entry.name}`);
}

/** One rule for each feature folder: it may not import its neighbours. */
const features = [
  ...featuresUnder('apps/api/src', ground.api),
  ...featuresUnder('apps/worker/src', ground.worker),
  ...featuresUnder('apps/web/src/features', ground.web),
];
const neighbours = (feature) =>
  features
    .filter((other) => other !== feature && other.split('/')[1] === feature.split('/')[1])
    .map((path) => `^${path}/`);
const featureRules = features
  .filter((feature) => neighbours(feature).length > 0)
  .map((feature) =>
    error(
      `${feature.replaceAll('/', '-')}-alone`,
      'Features never import features: what two need goes down (domain, database) or up (module, route).',
      { path: `^${feature}/`, pathNot: tests },
      { path: neighbours(feature) },
    ),
  );

/** Which of our packages each part may import; nothing else is allowed. */
const arrows = {
  'packages/domain': [],
  'packages/contracts': ['domain'],
  'packages/workflows': ['domain'],
  'packages/database': ['domain'],
  'packages/queue': [],
  'packages/documents': [],
  'apps/web': ['contracts', 'domain'],
  'apps/api': ['contracts', 'domain', 'workflows', 'database', 'documents'],
  'apps/worker': ['domain', 'workflows', 'database', 'queue'],
  'apps/e2e': ['contracts', 'domain'],
};
const arrowRules = Object.entries(arrows).map(([part, allowed]) =>
  error(
    `${part.replace('/', '-')}-arrows`,
    `${part} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other package of ours'}.`,
    { path: `^${part}/`, pathNot: '\\.test\\.ts$' },
    { path: '^(packages|apps|infra)/', pathNot: [`^${part}/`, ...allowed.map((name) => `^packages/${name}/`)] },
  ),
);

module.exports = {
  forbidden: [
    error(
      'domain-is-pure',
      'The rules import nothing: no package, no node module.',
      { path: '^packages/domain/src/', pathNot: '\\.test\\.ts$' },
      {
        pathNot: '^packages/domain/src/',
      },
    ),
    error(
      'no-cycles',
      'Two files that need each other are one file, or three.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    error(
      'typeorm-in-database',
      'TypeORM stays in packages/database.',
      { path: '^(apps|packages|infra)/', pathNot: '^packages/database/' },
      {
        path: 'node_modules/typeorm/',
      },
    ),
    error(
      'pg-in-database-and-queue',
      'SQL is spoken in packages/database and packages/queue.',
      { path: '^(apps|packages|infra)/', pathNot: ['^packages/(database|queue)/', tests] },
      {
        path: 'node_modules/pg/',
      },
    ),
    error(
      'bullmq-in-queue',
      'The queue is chosen in packages/queue; the bench measures BullMQ itself.',
      { path: '^(apps|packages|infra)/', pathNot: '^(packages/queue|infra/bench)/' },
      {
        path: 'node_modules/(bullmq|ioredis)/',
      },
    ),
    error(
      'apps-apart',
      'Apps never import apps.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    error(
      'no-escape',
      'A relative path never leaves its package.',
      { path: '^((?:packages|apps|infra)/[^/]+)/', pathNot: '^infra/' },
      {
        pathNot: '^$1/',
        dependencyTypes: ['local'],
      },
    ),
    error(
      'testing-in-tests',
      'Builders and test databases are for tests.',
      { pathNot: [tests, 'vitest\\.config\\.ts$'] },
      { path: '/testing/' },
    ),
    error('no-barrel-in-apps', 'Only a package has a public face.', {}, { path: '^apps/[^/]+/src/.*index\\.ts$' }),
    error(
      'resolvable',
      'An import that resolves to nothing.',
      { path: '^(apps|packages|infra)/', pathNot: '^infra/ci/' },
      { couldNotResolve: true },
    ),
    error(
      'declared',
      'A dependency that its package.json does not name.',
      { path: '^(apps|packages)/', pathNot: tests },
      {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
      },
    ),
    ...arrowRules,
    ...featureRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|apps|infra)/[^/]+/(dist|\\.turbo)/|^\\.data/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.vue', '.json'],
    },
  },
};
