import { describe, expect, it, vi } from 'vitest';
import { deliverAll } from './deliver-all.js';
import { Places } from './places.js';

describe('the places of a process', () => {
  it('are as many as were given for each authority, and are given back, also where the work fails', async () => {
    const places = new Places(2);
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

it('messages of items do not wait for lists: a wake while lists are written sends the messages, and writes none beside them', async () => {
  let end = (): void => undefined;
  const lists = { deliver: vi.fn(() => new Promise<void>((resolve) => void (end = resolve))) };
  const messages = { deliver: vi.fn(async () => undefined) };
  const deliver = deliverAll(messages, lists);
  const first = deliver('one');
  for (let wakes = 0; wakes < 3; wakes += 1) await deliver('one');
  expect([messages.deliver.mock.calls.length, lists.deliver.mock.calls.length]).toEqual([4, 1]);
  end();
  await first;
});
