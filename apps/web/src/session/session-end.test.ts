import { expect, test } from 'vitest';
import { sessionEnd } from './session-end.js';

const answeredAt = Date.parse('2026-01-05T10:00:00Z');
// The demo's clock stands in 2020: its instants are brought to this machine's by the difference.
const clockAhead = Date.parse('2020-02-17T09:00:00Z') - answeredAt;

test('a session that nobody uses ends a minute before the server forgets it, and a request puts that off', () => {
  const ends = { at: '2020-02-17T19:00:00.000Z', idleMinutes: 30 };
  const end = sessionEnd(ends, { clockAhead, answeredAt });
  expect(new Date(end.at).toISOString()).toBe('2026-01-05T10:29:00.000Z');
  expect(end.canStay).toBe(true);
  expect(sessionEnd(ends, { clockAhead, answeredAt: answeredAt + 60_000 }).at).toBe(end.at + 60_000);
});

test('its own end comes whatever is done', () => {
  const end = sessionEnd({ at: '2020-02-17T09:12:00.000Z', idleMinutes: 30 }, { clockAhead, answeredAt });
  expect(new Date(end.at).toISOString()).toBe('2026-01-05T10:12:00.000Z');
  expect(end.canStay).toBe(false);
});
