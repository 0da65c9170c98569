import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { NodePackageImporter } from 'sass';
import { defineConfig } from 'vite';

const repository = fileURLToPath(new URL('../../', import.meta.url));

export default defineConfig({
  plugins: [vue()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  css: {
    // govuk-frontend keeps a media query that Lightning CSS cannot read; it warns and goes on.
    lightningcss: { errorRecovery: true },
    preprocessorOptions: {
      scss: {
        importers: [new NodePackageImporter(repository)],
        // MOJ's Sass names `node_modules/govuk-frontend/…`, so paths start at the repository.
        loadPaths: [repository],
        quietDeps: true,
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022' },
});
