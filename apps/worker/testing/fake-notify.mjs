// A GOV.UK Notify of our own, on plain HTTP: the part of its version 2 that Kept speaks, with the same tokens, bodies,
// statuses and errors, and the ways in which a provider fails. In a test: startFakeNotify(). As a process:
//
//   node apps/worker/testing/fake-notify.mjs --port 8080 --api-key NAME-SERVICE-SECRET
//
// which also answers GET /control (what it took) and POST /control (how it shall behave from now on).
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const pageSize = 250;
/** Seconds that a token's time may be away from ours. */
const clockTolerance = 30;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What is answered where it is not simply taken: status, error type, message. */
const refusals = {
  unavailable: [503, 'ServiceUnavailable', 'Service unavailable'],
  broken: [500, 'Exception', 'Internal server error'],
  'rate-limited': [429, 'RateLimitError', 'Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds'],
  'daily-limit': [429, 'TooManyRequestsError', 'Exceeded send limits (50) for today'],
  'team-only': [400, 'BadRequestError', 'Can’t send to this recipient using a team-only API key'],
  trial: [400, 'BadRequestError', 'Can’t send to this recipient when service is in trial mode'],
};

const notThere = [404, 'NoResultFound', 'No result found'];

/** @type {typeof import('./fake-notify.d.mts').startFakeNotify} */
export async function startFakeNotify({ apiKey, port = 0 }) {
  const serviceId = apiKey.slice(-73, -37);
  const state = {
    serviceId,
    secret: apiKey.slice(-36),
    /** In the order in which they were taken. */
    accepted: [],
    requests: { posted: 0, asked: 0 },
    behaviour: { next: [], usual: 'accept', asking: 'answer', listingDelayMs: 0, chances: {} },
  };
  const server = createServer(
    (request, response) => void serve(state, request, response).catch(() => response.destroy()),
  );
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    accepted: state.accepted,
    requests: state.requests,
    behave: (change) => void Object.assign(state.behaviour, change),
    move: (reference, status) => move(state, reference, status),
    receiptOf: (reference) => receiptOf(state.accepted.find((each) => each.reference === reference)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(state, request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const body = await bodyOf(request);
  if (pathname === '/control') return control(state, body, response);
  const fault = tokenFault(state, request.headers.authorization);
  if (fault !== null) return fail(response, [403, 'AuthError', fault]);
  if (`${request.method} ${pathname}` === 'POST /v2/notifications/email') return email(state, body, response);
  const asked = new RegExp(`^/v2/notifications(?:/(${uuid}))?$`).exec(pathname);
  if (request.method !== 'GET' || asked === null) return fail(response, notThere);
  return answerQuestion(state, { id: asked[1], filters: searchParams }, response);
}

function answerQuestion(state, { id, filters }, response) {
  state.requests.asked += 1;
  const { asking } = state.behaviour;
  if (asking === 'hang') return;
  if (asking !== 'answer') return fail(response, refusals[asking]);
  if (id === undefined) return list(state, filters, response);
  const found = listed(state).find((each) => each.id === id);
  return found === undefined ? fail(response, notThere) : say(response, 200, shown(found));
}

function email(state, body, response) {
  state.requests.posted += 1;
  const { behaviour } = state;
  const answer = behaviour.next.shift() ?? byChance(behaviour.chances) ?? behaviour.usual;
  if (answer === 'drop') return response.socket.destroy();
  if (answer === 'hang') return;
  if (answer in refusals) return fail(response, refusals[answer]);
  const wish = parse(body);
  const fault = schemaFault(wish);
  if (fault !== null) return fail(response, [400, 'ValidationError', fault]);
  const taken = take(state, wish);
  if (answer === 'accept-then-drop') return response.socket.destroy();
  if (answer === 'accept-then-hang') return;
  if (answer === 'accept-then-504') return fail(response, [504, 'GatewayTimeout', 'The gateway gave up']);
  const { id, reference, subject, body: text, template } = taken;
  const content = {
    subject,
    body: text,
    from_email: 'kept@notifications.service.gov.uk',
    one_click_unsubscribe_url: null,
  };
  return say(response, 201, { id, reference, content, template, uri: `/v2/notifications/${id}` });
}

function byChance(chances) {
  let left = Math.random();
  for (const [answer, chance] of Object.entries(chances)) {
    left -= chance;
    if (left < 0) return answer;
  }
  return null;
}

function schemaFault(wish) {
  if (wish === null || typeof wish !== 'object') return 'payload is not a JSON object';
  if (!address.test(wish.email_address ?? '')) return 'email_address is not a valid email address';
  if (!new RegExp(`^${uuid}$`).test(wish.template_id ?? '')) return 'template_id is not a valid UUID';
  if (wish.reference !== undefined && String(wish.reference).length > 1000) return 'reference is too long';
  const missing = ['subject', 'body'].filter((name) => typeof wish.personalisation?.[name] !== 'string');
  return missing.length > 0 ? `Missing personalisation: ${missing.join(', ')}` : null;
}

/** The template that Kept's own guide asks for: ((subject)) over ((body)). */
function take(state, wish) {
  const id = randomUUID();
  const taken = {
    id,
    reference: wish.reference ?? null,
    email_address: wish.email_address,
    status: 'created',
    subject: wish.personalisation.subject,
    body: wish.personalisation.body,
    template: { id: wish.template_id, version: 1, uri: `/v2/template/${wish.template_id}` },
    created_at: new Date().toISOString(),
    sent_at: null,
    completed_at: null,
    takenAt: performance.now(),
  };
  state.accepted.push(taken);
  return taken;
}

/** What has reached the listing: Notify answers before its listing knows. */
function listed({ accepted, behaviour }) {
  return accepted.filter(({ takenAt }) => performance.now() - takenAt >= behaviour.listingDelayMs);
}

function list(state, filters, response) {
  const wanted = (name, value) => !filters.has(name) || filters.getAll(name).includes(value);
  const found = listed(state)
    .filter(({ reference, status }) => wanted('reference', reference) && wanted('status', status))
    .reverse();
  const start = 1 + found.findIndex(({ id }) => id === filters.get('older_than'));
  const notifications = found.slice(start, start + pageSize).map(shown);
  say(response, 200, { notifications, links: { current: `/v2/notifications?${filters}` } });
}

function shown({ takenAt: _, ...notification }) {
  return { ...notification, type: 'email', is_cost_data_ready: true, cost_in_pounds: 0, cost_details: {} };
}

function move(state, reference, status) {
  const now = new Date().toISOString();
  for (const each of state.accepted.filter((taken) => taken.reference === reference)) {
    const ended = status === 'delivered' || status.endsWith('-failure');
    Object.assign(each, { status, sent_at: each.sent_at ?? now, completed_at: ended ? now : null });
  }
}

function receiptOf({ id, reference, email_address, status, created_at, completed_at, sent_at, template }) {
  const { id: template_id, version: template_version } = template;
  const stamps = { created_at, completed_at, sent_at };
  return {
    id,
    reference,
    to: email_address,
    status,
    ...stamps,
    notification_type: 'email',
    template_id,
    template_version,
  };
}

/** A token is a JWT: HS256 with the secret, issued now by the service. @returns the fault, or null */
function tokenFault({ serviceId, secret }, authorization = '') {
  const parts = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization);
  if (parts === null) return 'Unauthorized: authentication token must be provided';
  const [, header, payload, signature] = parts;
  if (parse(decoded(header))?.alg !== 'HS256') return 'Invalid token: algorithm used is not HS256';
  const { iss, iat } = parse(decoded(payload)) ?? {};
  if (iss !== serviceId) return 'Invalid token: service not found';
  if (!isSignature(signature, { of: `${header}.${payload}`, secret })) return 'Invalid token: API key not found';
  const away = Math.abs(Date.now() / 1000 - iat);
  return away <= clockTolerance ? null : 'Error: Your system clock must be accurate to within 30 seconds';
}

function isSignature(signature, { of, secret }) {
  const due = createHmac('sha256', secret).update(of).digest();
  const given = Buffer.from(signature, 'base64url');
  return due.length === given.length && timingSafeEqual(due, given);
}

function decoded(part) {
  return Buffer.from(part, 'base64url').toString('utf8');
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function bodyOf(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** Without a body: what was taken. With one: how to behave; `{"move": {"reference", "status"}}` moves a message on. */
function control(state, body, response) {
  const { move: moved, ...change } = parse(body) ?? {};
  if (moved !== undefined) move(state, moved.reference, moved.status);
  Object.assign(state.behaviour, change);
  const { accepted, requests, behaviour } = state;
  return say(response, 200, { accepted: accepted.map(shown), requests, behaviour });
}

function fail(response, [status, error, message]) {
  return say(response, status, { status_code: status, errors: [{ error, message }] });
}

function say(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { port: { type: 'string', default: '0' }, 'api-key': { type: 'string' } };
  const { values } = parseArgs({ options });
  const fake = await startFakeNotify({ apiKey: values['api-key'] ?? '', port: Number(values.port) });
  process.stdout.write(`fake Notify at ${fake.url}\n`);
  process.once('SIGTERM', () => void fake.close());
}
