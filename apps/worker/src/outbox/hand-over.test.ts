import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { HandOver } from './hand-over.js';

const log = pino({ level: 'silent' });
const authority = '01900000-0000-7000-8000-000000000001';
const { signal } = new AbortController();
const outbox = { dueAuthorities: async () => [authority] };

describe('handing messages over', () => {
  it('wakes the queue with the id of the authority and nothing else, under an id without a colon', async () => {
    const queue = { add: vi.fn(async () => undefined), counts: async () => ({ waiting: 0 }) };
    const deliver = vi.fn(async () => undefined);
    await new HandOver(outbox, queue, deliver, log).round(signal);
    expect(queue.add).toHaveBeenCalledWith([
      { id: expect.stringMatching(new RegExp(`^${authority}\\.\\d+$`)), data: { authorityId: authority } },
    ]);
    expect(deliver).not.toHaveBeenCalled();
  });

  it('does not pile up jobs while enough wait', async () => {
    const queue = { add: vi.fn(async () => undefined), counts: async () => ({ waiting: 500 }) };
    await new HandOver(outbox, queue, async () => undefined, log).round(signal);
    expect(queue.add).not.toHaveBeenCalled();
  });

  it('sends by itself what has waited long, although the queue takes every job', async () => {
    const queue = { add: async () => undefined, counts: async () => ({ waiting: 500 }) };
    const deliver = vi.fn(async () => undefined);
    let now = 0;
    const handOver = new HandOver(outbox, queue, deliver, log, () => now);
    for (now = 0; now <= 15_000; now += 1_000) await handOver.round(signal);
    expect(deliver).not.toHaveBeenCalled();
    await handOver.round(signal);
    expect(deliver).toHaveBeenCalledWith(authority);
  });

  it('sends without the queue when that is down', async () => {
    const down = () => Promise.reject(new Error('Connection is closed.'));
    const deliver = vi.fn(async () => undefined);
    await new HandOver(outbox, { add: down, counts: down }, deliver, log).round(signal);
    expect(deliver).toHaveBeenCalledWith(authority);
  });

  it('gives every authority its turn where the messages of one cannot be sent', async () => {
    const down = () => Promise.reject(new Error('Connection is closed.'));
    const sent: string[] = [];
    const deliver = async (authorityId: string) => {
      sent.push(authorityId);
      if (authorityId === 'broken') throw new Error('no');
    };
    const three = { dueAuthorities: async () => ['one', 'broken', 'other'] };
    const handOver = new HandOver(three, { add: down, counts: down }, deliver, log);
    expect(await handOver.round(signal)).toBe('idle');
    await handOver.ended();
    expect(sent).toEqual(['one', 'broken', 'other']);
  });
});
