import { expect, test } from 'vitest';
import { createMemoryHistory } from 'vue-router';
import { createPages } from './router.js';

// The journeys open every page of this list. `npx vitest run apps/web/src/router.test.ts -u` writes it anew.
/** What leads on from an old address is no page. */
const pages = () =>
  createPages(createMemoryHistory())
    .getRoutes()
    .filter(({ redirect }) => redirect === undefined);

test('every page stands in the list', async () => {
  const routes = pages()
    .map(({ name, path }) => ({ name: String(name), path }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
  await expect(`${JSON.stringify(routes, null, 2)}\n`).toMatchFileSnapshot('../routes.json');
});

test('every page has a name of its own and is fetched when it is opened', () => {
  const routes = pages();
  expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length);
  for (const { components } of routes) expect(typeof components?.['default']).toBe('function');
});
