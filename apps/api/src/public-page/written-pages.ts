/** A page as it goes out. */
export interface Written {
  html: string;
  tag: string;
}

/** Three ages of a few councils, a few pages of each. */
const most = 60;

/**
 * Pages that were written, by the name of exactly what stands on them: none is ever out of date. Whoever was not asked for
 * longest goes first.
 */
export class WrittenPages {
  readonly #pages = new Map<string, Written>();

  find(name: string): Written | undefined {
    const known = this.#pages.get(name);
    if (known !== undefined) this.keep(name, known);
    return known;
  }

  keep(name: string, page: Written): void {
    this.#pages.delete(name);
    this.#pages.set(name, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > most && oldest !== undefined) this.#pages.delete(oldest);
  }
}
