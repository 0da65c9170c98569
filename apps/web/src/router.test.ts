import { expect, test } from 'vitest';
import { createMemoryHistory } from 'vue-router';
import { createPages } from './router.js';

/** What leads on from an old address is no page. */
const pages = () =>
  createPages(createMemoryHistory())
    .getRoutes()
    .filter(({ redirect }) => redirect === undefined);

test('every page has a name of its own and is fetched when it is opened', () => {
  const routes = pages();
  expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length);
  for (const { components } of routes) expect(typeof components?.['default']).toBe('function');
});
