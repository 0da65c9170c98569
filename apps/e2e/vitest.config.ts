import { defineConfig } from 'vitest/config';

// Journeys share one running service, so they go one after another.
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    name: 'journeys',
    root: import.meta.dirname,
    include: ['journeys/**/*.journey.ts'],
    env: { TZ: 'Europe/London' },
    testTimeout: 180_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
