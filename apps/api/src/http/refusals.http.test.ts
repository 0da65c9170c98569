import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openService, type Client, type Service } from '../../testing/service.js';

const json = { 'content-type': 'application/json' };

describe('what cannot be taken', () => {
  let service: Service;
  let officer: Client;
  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
  });
  afterAll(() => service.close());

  const post = (payload: string | Buffer, headers: Record<string, string> = json) =>
    officer('POST', '/api/work-items', { payload, headers });

  it.each([
    ['JSON that is none', '{"workflow":', 400],
    ['a primitive', '"challenge-card"', 400],
    ['a list', '[]', 400],
    ['an unknown property', '{"workflow":"challenge-card","title":"A","owner":"me"}', 400],
    ['the same property twice', '{"workflow":"challenge-card","title":"A","title":"B"}', 400],
    ['a prototype', '{"workflow":"challenge-card","title":"A","fields":{"__proto__":{}}}', 400],
    ['a control character', '{"workflow":"challenge-card","title":"A\\u0000B"}', 400],
    ['a direction override', '{"workflow":"challenge-card","title":"A\\u202EB"}', 400],
    ['a lone surrogate', '{"workflow":"challenge-card","title":"A\\uD800B"}', 400],
    [
      'a control character in a field',
      '{"workflow":"challenge-card","title":"A","fields":{"question":"\\u0007"}}',
      400,
    ],
    ['a number beyond all bounds', '{"workflow":"challenge-card","title":"A","fields":{"cost":1e400}}', 400],
    ['5,000 levels', `${'{"fields":'.repeat(5000)}1${'}'.repeat(5000)}`, 400],
    ['more than 100 kB', JSON.stringify({ workflow: 'challenge-card', title: 'A'.repeat(110_000) }), 413],
  ])('%s is refused in plain words, with nothing of it repeated', async (_what, payload, status) => {
    const refused = await post(payload);
    expect(refused.status).toBe(status);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(Object.keys(refused.body).filter((key) => key !== 'missing')).toEqual(['type', 'title', 'status', 'detail']);
    expect(refused.text.length).toBeLessThan(2000);
    expect(refused.text).not.toMatch(/node_modules|\.ts:|\n +at /);
  });

  it('bytes that are not UTF-8, and bodies of another type, are refused', async () => {
    expect((await post(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).status).toBe(400);
    expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post('a=1', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await post('{}', { 'content-type': 'application/json; charset=utf-7' })).status).toBe(415);
    expect((await post('<a/>', { 'content-type': 'application/xml' })).status).toBe(415);
  });

  it.each([
    '?colour=red',
    '?sort=title',
    '?sort=(select%201/0)',
    '?limit=0',
    '?limit=201',
    '?limit=abc',
    '?limit=-1',
    '?dueBefore=2020-02-30',
    '?overdue=perhaps',
    '?state=a&state=b',
    '?q=%00',
    '?cursor=nonsense',
    '?__proto__=1',
    '?constructor=1',
    '?q=%FF',
  ])('the list refuses %s', async (query) => {
    const refused = await officer('GET', `/api/work-items${query}`);
    expect(refused.status).toBe(400);
    expect(refused.body.status).toBe(400);
  });

  it.each([
    ['GET', '/api/nothing', 404],
    ['PUT', '/api/work-items', 404],
    ['GET', '/api/work-items/%00', 400],
    ['GET', '/api/work-items/%E0%A4%A', 400],
    ['GET', '/api/Work-Items', 404],
    ['GET', '/api//work-items', 404],
    ['GET', `/api/work-items/${'a'.repeat(101)}`, 400],
    ['GET', '/nothing', 404],
  ] as const)('%s %s is answered as a problem', async (method, path, status) => {
    const refused = await officer(method, path);
    expect(refused.status).toBe(status);
    expect(refused.headers['content-type']).toContain('application/problem+json');
    expect(refused.body.type).toMatch(/^urn:kept:problem:/);
  });

  it('has strict headers on every answer, and its own request id', async () => {
    const answer = await officer('GET', '/api/work-items', { headers: { 'x-request-id': 'mine' } });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers['cache-control']).toBe('private, no-store');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-inline|https:|upgrade-insecure-requests/);
    expect(answer.headers['x-powered-by']).toBeUndefined();
  });

  it('headers beyond 16 kB and noise are answered as problems before they are requests', async () => {
    await service.app.listen(0, '127.0.0.1');
    const { port } = service.app.getHttpServer().address() as AddressInfo;
    const raw = (text: string): Promise<string> =>
      new Promise((resolve, reject) => {
        let heard = '';
        const socket = connect(port, '127.0.0.1', () => socket.write(text));
        socket.on('data', (bytes) => (heard += bytes.toString())).on('close', () => resolve(heard));
        socket.on('error', reject);
      });
    const large = await raw(`GET /health/live HTTP/1.1\r\nHost: kept\r\nX-Large: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(large).toContain('431');
    expect(large).toContain('application/problem+json');
    expect(await raw('noise\r\n\r\n')).toContain('HTTP/1.1 400');
  });

  it('says when to come back while the database is away', async () => {
    const other = await openService();
    await other.database.close();
    const refused = await other.ask('GET', '/health/ready');
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBe('2');
    expect((await other.ask('GET', '/health/live')).status).toBe(200);
    await other.close().catch(() => undefined);
  });
});
