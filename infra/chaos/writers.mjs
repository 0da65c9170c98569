// Officers who write over HTTP while the API is killed. Each command carries an Idempotency-Key and is sent again, unchanged,
// until it is answered; what was acknowledged must be there in the end, once.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ownerPost } from './stack.mjs';

const answerWithin = 15_000;
const givingUp = 60_000;

export class Writers {
  /** Every acknowledged command: its key, the item that it names, and whether it made it. */
  acked = [];
  refused = [];
  repeats = 0;
  /** What `today` is for the council. */
  today = '';
  #stack;
  #token;
  #open = new Set();
  #writing = false;
  #running = [];
  #number = 0;

  constructor(stack, token) {
    this.#stack = stack;
    this.#token = token;
  }

  /** Write on, with so many officers at once. */
  start(officers = 2) {
    this.#writing = true;
    this.#running = Array.from({ length: officers }, () => this.#write());
  }

  /** Begin nothing more; resolves when every command has its answer. */
  async stop() {
    this.#writing = false;
    await Promise.all(this.#running);
  }

  async raiseCards(count) {
    let left = count;
    const officer = async () => {
      for (; left > 0; left -= 1) await this.#raise();
    };
    await Promise.all([officer(), officer(), officer()]);
  }

  async #write() {
    while (this.#writing) {
      const item = await this.#raise();
      if (item !== null && this.#number % 3 === 0) await this.#triage(item);
      await wait(40);
    }
  }

  #raise() {
    this.#number += 1;
    const title = `Card ${this.#number}`;
    const fields = { question: `${title}?`, raisedBy: 'ocypc', raisedOn: this.today };
    return this.command('/work-items', { workflow: 'challenge-card', title, fields, ownerPost });
  }

  #triage(item) {
    const fields = { kind: 'collective', screenedOn: this.today };
    return this.command(`/work-items/${item}/transitions`, { transition: 'triage', fields });
  }

  /** @returns {Promise<string | null>} the item that the answer names; null where it was refused */
  async command(path, body) {
    const key = randomUUID();
    const until = Date.now() + givingUp;
    this.#open.add(key);
    for (let attempt = 1; Date.now() < until; attempt += 1) {
      const answer = await this.ask('POST', path, { body, key });
      if (answer === null || answer.status >= 500 || answer.status === 409) {
        await wait(50 + 50 * Math.min(attempt, 10));
        continue;
      }
      this.#open.delete(key);
      if (attempt > 1) this.repeats += 1;
      if (answer.status >= 400) {
        this.refused.push(`${answer.status} ${path}`);
        return null;
      }
      this.acked.push({ key, id: answer.body.id, path });
      return answer.body.id;
    }
    return null;
  }

  /** @returns {Promise<{ status: number, body: any } | null>} null where no answer came */
  async ask(method, path, { body, key } = {}) {
    try {
      const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
      if (key !== undefined) headers['idempotency-key'] = key;
      const response = await fetch(`http://127.0.0.1:${this.#stack.apiPort}/api${path}`, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(answerWithin),
      });
      return { status: response.status, body: await response.json() };
    } catch {
      return null;
    }
  }

  /** A month's extract of children, as a form. @returns {Promise<number | null>} the status; null where no answer came */
  async sendExtract(csv) {
    const body = new FormData();
    body.set('asOn', '2018-06-30');
    body.set('file', new Blob([csv], { type: 'text/csv' }), 'extract.csv');
    try {
      const { status } = await fetch(`http://127.0.0.1:${this.#stack.apiPort}/api/cohorts/virtual-school/imports`, {
        method: 'POST',
        headers: { authorization: `Bearer ${this.#token}` },
        body,
        signal: AbortSignal.timeout(answerWithin),
      });
      return status;
    } catch {
      return null;
    }
  }

  /** Commands that never had an answer: nobody was promised anything. */
  get unanswered() {
    return this.#open.size;
  }
}
