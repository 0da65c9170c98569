import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { Loop, faultOf } from './loop.js';

const silent = pino({ level: 'silent' });

describe('a loop', () => {
  it('goes on at once while there is work, and rests when there is none', async () => {
    const outcomes: ('busy' | 'idle')[] = ['busy', 'busy', 'idle'];
    const round = vi.fn(async () => outcomes.shift() ?? 'idle');
    const loop = new Loop({ name: 'test', idleMs: 60_000, round }, silent);
    loop.start();
    await wait(50);
    expect(round).toHaveBeenCalledTimes(3);
    await loop.stop();
  });

  it('survives rounds that fail', async () => {
    let calls = 0;
    const round = async () => {
      calls += 1;
      if (calls < 3) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return 'idle' as const;
    };
    const loop = new Loop({ name: 'test', idleMs: 60_000, round }, silent);
    loop.start();
    await vi.waitFor(() => expect(calls).toBe(3), 3_000);
    await loop.stop();
  });

  it('lets the running round end when it stops, and begins no other', async () => {
    let ended = 0;
    const round = async () => {
      await wait(100);
      ended += 1;
      return 'busy' as const;
    };
    const loop = new Loop({ name: 'test', idleMs: 0, round }, silent);
    loop.start();
    await wait(20);
    await loop.stop();
    expect(ended).toBe(1);
  });

  it('logs of an error its kind and code, never its message', () => {
    const error = Object.assign(new Error('Key (title)=(Kingfisher) already exists'), { code: '23505' });
    expect(faultOf(error)).toMatchObject({ name: 'Error', code: '23505' });
    expect(JSON.stringify(faultOf(error))).not.toContain('Kingfisher');
  });
});
