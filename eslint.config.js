import vue from 'eslint-plugin-vue';
import accessibility from 'eslint-plugin-vuejs-accessibility';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';
import { keptRules } from './infra/ci/eslint-rules.mjs';

// Limits keep a file readable in one sitting; bans keep the edges of docs/architecture.md where they are.
const tests = ['**/*.test.ts', '**/testing/**', 'apps/e2e/**', 'infra/**', 'docs/**'];
const typed = ['packages/*/src/**/*.ts', 'apps/{api,worker,cli,web}/src/**/*.ts'];

const code = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-var': 'error',
  'prefer-const': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme'], location: 'anywhere' }],
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  // A switch counts once: over a closed union it is a table, and the compiler sees that no case is forgotten.
  complexity: ['error', { max: 10, variant: 'modified' }],
  'max-depth': ['error', 3],
  'kept/parameters': 'error',
  'kept/reasoned-suppression': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-extraneous-class': 'off',
  // `{ ...rest }` without a key is how a field is left out.
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
};

const noForwardRef = {
  selector: "ImportSpecifier[imported.name='forwardRef']",
  message: 'A circle between modules: move what both need down (domain, database) or up (module wiring).',
};
const environment = [{ object: 'process', property: 'env', message: 'Read the environment in config.ts only.' }];
const network = ['globalThis', 'window'].map((object) => ({
  object,
  property: 'fetch',
  message: 'Only src/api talks HTTP.',
}));
const clock = 'The rules know no clock: take the instant from facts.now.';
const pureDomain = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clock },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: clock },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Rules decide the same way twice.',
  },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/.turbo/**', '**/.data/**', 'bench/out/**', 'coverage/**', 'test-results/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    files: ['**/*.{ts,mts,js,mjs,cjs,vue}'],
    plugins: { kept: keptRules },
    rules: {
      ...code,
      'no-restricted-syntax': ['error', noForwardRef],
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only apps/web/src/api and apps/worker/src/notifications talk HTTP.' },
      ],
      'no-restricted-properties': ['error', ...environment, ...network],
    },
  },
  {
    files: ['**/*.vue'],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.vue'], sourceType: 'module' },
    },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'vue/no-v-html': 'error',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      // Prettier sets the lines.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      // The Design System sets `for` and `id`; a nested control is not needed as well.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: typed,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['packages/domain/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-console': 'error', 'no-restricted-syntax': ['error', noForwardRef, ...pureDomain] },
  },
  { files: ['apps/web/src/api/**', 'apps/worker/src/notifications/**'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['**/config.ts', '**/*.config.{js,ts}', ...tests],
    rules: { 'no-restricted-properties': ['error', ...network] },
  },
  { files: tests, rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['**/*.test.ts', '**/testing/**', 'apps/e2e/journeys/**'],
    rules: { 'max-lines': ['error', { max: 400 }], 'max-lines-per-function': 'off' },
  },
  { files: ['**/migrations/**'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
