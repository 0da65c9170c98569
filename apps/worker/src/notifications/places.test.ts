import { describe, expect, it, vi } from 'vitest';
import { Places } from './places.js';

describe('the places of a process', () => {
  it('are two for each authority, and are given back, also where the work fails', async () => {
    const places = new Places();
    const ends: (() => void)[] = [];
    const work = vi.fn(() => new Promise<void>((end) => void ends.push(end)));
    const first = [places.take('large', work), places.take('large', work)];
    await places.take('large', work);
    expect(work).toHaveBeenCalledTimes(2);
    const other = places.take('small', work);
    expect(work).toHaveBeenCalledTimes(3);
    ends.forEach((end) => end());
    await Promise.all([...first, other]);
    await expect(places.take('large', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    const again = vi.fn(async () => undefined);
    await Promise.all([places.take('large', again), places.take('large', again)]);
    expect(again).toHaveBeenCalledTimes(2);
  });
});
