import { readFileSync } from 'node:fs';

/** A page of the web app, as its router knows it: `/posts/:post/change`, `/items/:reference/levels/:level(\\d)/raise`. */
export interface Route {
  name: string;
  path: string;
}

/** The list that the web app's own test keeps true. */
export function allRoutes(): Route[] {
  const file = new URL('../../web/routes.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Route[];
}

/** What the router would open at this address: of two that fit, the one with more words of its own. */
export function routeOf(routes: readonly Route[], address: string): Route | undefined {
  const path = address.replace(/[?#].*$/, '');
  const fitting = routes.filter((route) => pattern(route.path).test(path));
  return fitting.sort((one, other) => parameters(one.path) - parameters(other.path))[0];
}

const parameters = (path: string) => path.split(':').length;

function pattern(path: string): RegExp {
  if (path === '/:path(.*)*') return /^\/.*$/;
  const source = path
    .split('/')
    .map((part) => part.replace(/^:\w+(?:\((.+)\))?$/, (_, only?: string) => only ?? '[^/]+'))
    .join('/');
  return new RegExp(`^${source}$`);
}
