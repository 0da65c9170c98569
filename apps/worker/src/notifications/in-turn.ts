/** Every entry, so many at a time. */
export async function inTurn<T>(
  entries: readonly T[],
  width: number,
  work: (entry: T) => Promise<void>,
): Promise<void> {
  const queue = entries.values();
  const lane = async () => {
    for (const entry of queue) await work(entry);
  };
  await Promise.all(Array.from({ length: Math.min(width, entries.length) }, lane));
}
