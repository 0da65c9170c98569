import { defineConfig } from 'vitest/config';

const each = {
  env: { TZ: 'Europe/London' },
  testTimeout: 180_000,
  hookTimeout: 60_000,
  // Journeys share one running service, so they go one after another.
  fileParallelism: false,
};

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    projects: [
      {
        extends: true,
        test: { ...each, name: 'journeys', include: ['journeys/**/*.journey.ts'], sequence: { groupOrder: 1 } },
      },
      // What can only be said when all of them have been made.
      {
        extends: true,
        test: { ...each, name: 'afterwards', include: ['afterwards/**/*.journey.ts'], sequence: { groupOrder: 2 } },
      },
    ],
    root: import.meta.dirname,
  },
});
