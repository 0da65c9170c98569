import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes as text, and the hash that is all the database keeps of them. */
export function makeSecret(prefix = ''): { secret: string; hash: Buffer } {
  const secret = prefix + randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

interface Remembered<T> {
  value: T;
  until: number;
}

const longest = 4000;
const most = 10_000;

/** What was found, for at most 4 seconds of the process: an ended session lives on that long elsewhere, and no longer. */
export class ShortMemory<T> {
  private readonly remembered = new Map<string, Remembered<T>>();

  async recall(secret: string, find: () => Promise<T | null>): Promise<T | null> {
    const key = hashOf(secret).toString('base64');
    const known = this.remembered.get(key);
    if (known !== undefined && known.until > performance.now()) return known.value;
    const value = await find();
    this.remembered.delete(key);
    if (this.remembered.size >= most) this.remembered.clear();
    if (value !== null) this.remembered.set(key, { value, until: performance.now() + longest });
    return value;
  }

  forget(secret: string): void {
    this.remembered.delete(hashOf(secret).toString('base64'));
  }

  clear(): void {
    this.remembered.clear();
  }
}
