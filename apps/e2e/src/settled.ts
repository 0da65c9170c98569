import type { BrowserContext, Page, Request } from 'playwright-core';

/** How long nothing must have been asked before a page counts as at rest, milliseconds. */
const rest = 60;
const longest = 30_000;
const asking = new WeakMap<Page, Set<Request>>();

/** Counts what each page of the context is waiting for; a stream that stays open is no answer to wait for. */
export function watchRequests(context: BrowserContext): void {
  context.on('page', (page) => {
    const open = new Set<Request>();
    asking.set(page, open);
    page.on('request', (request) => {
      // What the page before was still asking is not answered any more.
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) open.clear();
      if (request.resourceType() !== 'eventsource') open.add(request);
    });
    page.on('requestfinished', (request) => open.delete(request));
    page.on('requestfailed', (request) => open.delete(request));
  });
}

/** Until the page asks for nothing and has drawn what came. Fails where it still asks after half a minute. */
export async function settled(page: Page): Promise<void> {
  const open = asking.get(page);
  if (!open) throw new Error('Nobody counts what this page asks for.');
  const began = Date.now();
  for (let quietSince = began; Date.now() - quietSince < rest;) {
    if (Date.now() - began > longest) {
      throw new Error(`Still asking: ${[...open].map((request) => request.url()).join(' ')}`);
    }
    if (open.size > 0) quietSince = Date.now();
    await page.evaluate(drawn);
  }
}

/** Runs in the page. */
function drawn(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 10)));
}
