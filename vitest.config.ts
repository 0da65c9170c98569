import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

// One runner for the whole repository. A project is a kind of test: what it needs is in its name.
// `*.test.ts` needs nothing; `*.db.test.ts`, `*.http.test.ts` and `*.job.test.ts` need PostgreSQL,
// which infra/local/test-servers.ts starts once for the run; what infra tries starts processes; components run in happy-dom.
const source = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };
const needsDatabase = ['**/*.db.test.ts', '**/*.http.test.ts', '**/*.job.test.ts'];
const never = ['**/node_modules/**', '**/dist/**', '**/.data/**'];
const env = { TZ: 'Europe/London' };

export default defineConfig({
  test: {
    // Vitest leaves one core to itself, which here would be half of them.
    maxWorkers: '100%',
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          env,
          include: ['{packages,apps,docs}/**/*.test.ts'],
          exclude: [...never, ...needsDatabase, 'apps/web/**', 'apps/e2e/**'],
          isolate: false,
          // Two cores that also run the database tests: a test that is slow there is not wrong.
          testTimeout: 20_000,
        },
      },
      {
        ...source,
        test: {
          name: 'processes',
          env,
          include: ['infra/**/*.test.ts'],
          exclude: [...never, ...needsDatabase],
          testTimeout: 20_000,
        },
      },
      {
        ...source,
        test: {
          name: 'database',
          env,
          // Files of one worker share what they import: half of the time went into reading the framework again.
          isolate: false,
          include: needsDatabase,
          exclude: never,
          globalSetup: ['infra/local/test-servers.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [vue()],
        resolve: { conditions: ['source'] },
        test: {
          name: 'component',
          env,
          include: ['apps/web/**/*.test.ts'],
          exclude: never,
          environment: 'happy-dom',
          testTimeout: 20_000,
        },
      },
    ],
  },
});
