/** Four 32-bit words of a seed (FNV-1a, stirred between the words). */
function wordsOf(seed: string): [number, number, number, number] {
  let hash = 0x811c9dc5;
  for (const sign of Buffer.from(seed)) hash = Math.imul(hash ^ sign, 0x01000193);
  const word = (): number => {
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
    return hash >>> 0;
  };
  return [word(), word(), word(), word()];
}

/**
 * Numbers that look drawn, and are the same for the same seed on every machine (the generator sfc32). No secret is ever
 * drawn from it.
 */
export class Dice {
  private state: [number, number, number, number];

  constructor(private readonly seed: string) {
    this.state = wordsOf(seed);
    for (let round = 0; round < 12; round += 1) this.word();
  }

  /** Dice of their own for a part, so that what is drawn there moves nothing elsewhere. */
  apart(name: string | number): Dice {
    return new Dice(`${this.seed}/${name}`);
  }

  /** 32 bits. */
  private word(): number {
    const [a, b, c, d] = this.state;
    const sum = (((a + b) | 0) + d) | 0;
    this.state = [b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + sum) | 0, (d + 1) | 0];
    return sum >>> 0;
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    return this.word() / 0x1_0000_0000;
  }

  /** A whole number from `least` to `most`, both counted. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** @throws Error where there is nothing to pick from */
  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new Error('There is nothing to pick from.');
    return from[this.whole(0, from.length - 1)] as T;
  }

  /** One of them, as often as its weight says. @throws Error where none has a weight */
  weighted<T>(from: readonly T[], weightOf: (each: T) => number): T {
    const weights = from.map(weightOf);
    let left = this.next() * weights.reduce((sum, each) => sum + each, 0);
    const place = weights.findIndex((weight) => (left -= weight) < 0);
    if (place < 0) throw new Error('There is nothing to pick from.');
    return from[place] as T;
  }

  /** In another order. */
  shuffled<T>(from: readonly T[]): T[] {
    const all = [...from];
    for (let place = all.length - 1; place > 0; place -= 1) {
      const other = this.whole(0, place);
      [all[place], all[other]] = [all[other] as T, all[place] as T];
    }
    return all;
  }

  /** How long something takes that is mostly soon and sometimes long: days, with that mean. */
  wait(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** So many hexadecimal digits. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.word().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }
}
