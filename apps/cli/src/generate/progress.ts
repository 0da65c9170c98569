/** A line for each quarter of the whole, over parts that go on side by side. */
export class Progress {
  private readonly done = new Map<string, number>();
  private readonly begun = performance.now();
  private said = 0;

  constructor(
    private readonly whole: number,
    private readonly say: (line: string) => void,
  ) {
    say(`Making up ${counted(whole)} items.`);
  }

  /** So many of this part are there now. */
  at(part: string, items: number): void {
    this.done.set(part, items);
    const quarter = Math.floor((this.sum / Math.max(this.whole, 1)) * 4);
    if (quarter <= this.said || quarter >= 4) return;
    this.said = quarter;
    this.say(`${counted(this.sum)} items after ${this.seconds} s.`);
  }

  end(): void {
    this.say(`${counted(this.sum)} items were made up and loaded in ${this.seconds} s.`);
  }

  private get sum(): number {
    return [...this.done.values()].reduce((sum, each) => sum + each, 0);
  }

  private get seconds(): number {
    return Math.round((performance.now() - this.begun) / 1000);
  }
}

const counted = (items: number): string => items.toLocaleString('en-GB');
