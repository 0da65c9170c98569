import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Service } from '../../testing/service.js';

interface Description {
  openapi: string;
  paths: object;
  components: { schemas: object };
}

describe('what is open to all', () => {
  let service: Service;
  const webDir = mkdtempSync(join(tmpdir(), 'kept-web-'));
  beforeAll(async () => {
    mkdirSync(join(webDir, 'assets'));
    writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>Kept</title>');
    writeFileSync(join(webDir, 'assets/app-1a2b3c.js'), 'export {};');
    service = await openService({ webDir });
  });
  afterAll(async () => {
    await service.close();
    rmSync(webDir, { recursive: true });
  });

  it('says that it is up, and ready', async () => {
    expect((await service.ask<object>('GET', '/health/live')).body).toEqual({ status: 'up' });
    expect((await service.ask<object>('GET', '/health/ready')).body).toEqual({ status: 'ready' });
  });

  it('describes itself', async () => {
    const { body, text } = await service.ask<Description>('GET', '/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toContain('/api/work-items/{id}/transitions');
    const named = Object.keys(body.components.schemas).map((name) => `#/components/schemas/${name}`);
    const references = [...text.matchAll(/"\$ref":\s*"([^"]+)"/g)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(20);
    expect(named).toEqual(expect.arrayContaining([...new Set(references)]));
  });

  it('serves the web app: its page for every address of a page, files for as long as their name lasts', async () => {
    const accept = { accept: 'text/html,application/xhtml+xml' };
    for (const path of ['/', '/work-items/CC-2018-001', '/sign-in?returnTo=%2F']) {
      const page = await service.ask('GET', path, { headers: accept });
      expect(page.status).toBe(200);
      expect(page.text).toContain('<title>Kept</title>');
      expect(page.headers['cache-control']).toBe('no-cache');
      expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    }
    const script = await service.ask('GET', '/assets/app-1a2b3c.js');
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('never answers with the page where something else was asked', async () => {
    const accept = { accept: 'text/html' };
    expect((await service.ask('GET', '/api/nothing', { headers: accept })).status).toBe(404);
    expect((await service.ask('GET', '/assets/gone.js', { headers: accept })).status).toBe(404);
    for (const path of ['/metrics', '/calendar/none.ics', '/public/medway/nothing']) {
      const refused = await service.ask('GET', path, { headers: accept });
      expect([refused.status, refused.headers['content-type']]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
    }
    expect((await service.ask('GET', '/work-items', { headers: { accept: 'application/json' } })).status).toBe(404);
    expect((await service.ask('POST', '/work-items', { headers: accept })).status).toBe(404);
    expect((await service.ask('GET', '/..%2f..%2fetc%2fpasswd')).text).not.toContain('root:');
  });
});
