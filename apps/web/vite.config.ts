import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { NodePackageImporter } from 'sass';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import brand from './src/brand.json' with { type: 'json' };

const repository = fileURLToPath(new URL('../../', import.meta.url));

const font = brand.font
  .map((name) => `'${name}'`)
  .join(', ')
  .replace(`'sans-serif'`, 'sans-serif');

/** The council's colour where no style sheet reaches: the browser's own frame. */
const brandColour: Plugin = {
  name: 'brand-colour',
  transformIndexHtml: (html) => html.replaceAll('%BRAND%', brand.colours.brand),
};

/** What the service itself has to say of the council: the page on which young people ask something is not part of the app. */
const contact: Plugin = {
  name: 'contact',
  generateBundle() {
    const { outOfHours } = brand.contact;
    this.emitFile({ type: 'asset', fileName: 'contact.json', source: JSON.stringify({ outOfHours }) });
  },
};

export default defineConfig({
  plugins: [vue(), brandColour, contact],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  css: {
    // govuk-frontend keeps a media query that Lightning CSS cannot read; it warns and goes on.
    lightningcss: { errorRecovery: true },
    preprocessorOptions: {
      scss: {
        // Both style sheets begin with the council's colours and font.
        additionalData: `$brand: ${brand.colours.brand};\n$on-brand: ${brand.colours.onBrand};\n$font: (${font});\n`,
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
