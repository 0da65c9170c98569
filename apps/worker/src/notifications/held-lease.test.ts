import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeldLease } from './held-lease.js';
import { standardLease } from './lease-rules.js';

const held = { authorityId: 'a', leaseToken: 't', ids: ['one', 'two'], claimedAt: 0 };

describe('the lease of what a process holds', () => {
  let now = 0;
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const leaseOver = (renew: (ids: readonly string[]) => Promise<string[]>) => {
    now = 0;
    const asked = vi.fn((_authority: string, _lease: object, ids: readonly string[]) => renew(ids));
    return { lease: new HeldLease({ renew: asked }, held, standardLease, () => now), asked };
  };
  const pass = async (milliseconds: number) => {
    for (let left = milliseconds; left > 0; left -= 50) {
      now += 50;
      await vi.advanceTimersByTimeAsync(50);
    }
  };

  it('stands for as long as it is renewed', async () => {
    const { lease } = leaseOver(async (ids) => [...ids]);
    lease.begin();
    await pass(20_000);
    expect(lease.isOurs('one')).toBe(true);
    lease.end();
    await pass(standardLease.handOverWithinMs + 1_300);
    expect(lease.isOurs('one')).toBe(false);
  });

  it('is over in time while the database is away, and asks again', async () => {
    const { lease, asked } = leaseOver(() => Promise.reject(new Error('away')));
    lease.begin();
    await pass(standardLease.handOverWithinMs);
    expect(lease.isOurs('one')).toBe(true);
    await pass(100);
    expect(lease.isOurs('one')).toBe(false);
    expect(asked.mock.calls.length).toBeGreaterThan(1);
    lease.end();
  });

  it('is gone for what another has taken, and for nothing else', async () => {
    const { lease } = leaseOver(async () => ['two']);
    lease.begin();
    await pass(2_000);
    expect([lease.isOurs('one'), lease.isOurs('two')]).toEqual([false, true]);
    lease.end();
  });

  it('is not renewed for what has its answer', async () => {
    const { lease, asked } = leaseOver(async (ids) => [...ids]);
    lease.begin();
    lease.letGo('one');
    await pass(1_300);
    expect(asked).toHaveBeenLastCalledWith('a', { token: 't', seconds: standardLease.seconds }, ['two']);
    lease.letGo('two');
    await pass(5_000);
    expect(asked).toHaveBeenCalledTimes(1);
    lease.end();
  });

  it('leaves two seconds between the last hand-over and the next owner', () => {
    expect(standardLease.seconds * 1_000 - standardLease.handOverWithinMs).toBeGreaterThanOrEqual(2_000);
    expect(standardLease.renewEveryMs * 2).toBeLessThan(standardLease.handOverWithinMs);
  });
});
