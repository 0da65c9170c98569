import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { Counters } from '../boot/counters.js';
import { lastRounds } from '../boot/loop.js';
import { secondsSince } from './take-stock.js';
import type { Stock } from './take-stock.js';

type Level = 'council' | 'loop' | 'what' | 'state';

/** The figures in the text format of Prometheus. A label is the key of a council, or a word of this file. */
export class Metrics {
  readonly contentType: string;
  readonly #registry = new Registry();
  readonly #gauges = new Map<string, Gauge>();
  readonly #done: Counter;

  constructor(private readonly counters: Counters) {
    this.contentType = this.#registry.contentType;
    collectDefaultMetrics({ register: this.#registry });
    this.#done = new Counter({
      name: 'kept_done_total',
      help: 'What this process has done since it started: firings and messages by their outcome.',
      labelNames: ['what'],
      registers: [this.#registry],
    });
  }

  async text(stock: Stock): Promise<string> {
    this.#set('kept_ready', 'The database can be worked from: 1 or 0.', stock.ready ? 1 : 0);
    this.#set(
      'kept_clock_offset_seconds',
      'What KEPT_NOW adds to the database clock.',
      (stock.clock?.offsetMs ?? 0) / 1_000,
    );
    this.#set(
      'kept_clock_ahead_seconds',
      'How far this machine is ahead of the database.',
      (stock.aheadMs ?? 0) / 1_000,
    );
    this.#councils(stock);
    for (const [state, connections] of Object.entries(stock.connections)) {
      this.#set('kept_database_connections', 'Connections of this process, and who waits for one.', connections, {
        state,
      });
    }
    for (const [loop, at] of lastRounds) {
      const help = 'When a loop last ended a round well, in seconds since 1970.';
      this.#set('kept_loop_last_success_timestamp_seconds', help, at / 1_000, { loop });
    }
    this.#done.reset();
    for (const [what, count] of this.counters.all()) this.#done.inc({ what }, count);
    return this.#registry.metrics();
  }

  #councils(stock: Stock): void {
    for (const { key: council, waiting } of stock.councils) {
      const each = (name: string, help: string, value: number) => this.#set(name, help, value, { council });
      each('kept_deadlines_due', 'Deadlines whose next firing is due.', waiting.due);
      each(
        'kept_deadlines_late_seconds',
        'How long the oldest of them has been due.',
        secondsSince(waiting.dueSince, stock),
      );
      each('kept_messages_waiting', 'Messages that may be sent now.', waiting.waiting);
      const oldest = secondsSince(waiting.waitingSince, stock);
      each('kept_messages_oldest_seconds', 'How long the oldest of them has waited.', oldest);
      each('kept_messages_later', 'Messages that wait for their hour or for another try.', waiting.later);
      each('kept_messages_set_aside', 'Messages that wait for a decision of a person.', waiting.setAside);
      for (const what of ['failed', 'unknown'] as const) {
        const help = 'Messages of the last seven days that were not delivered, or of which nobody knows.';
        this.#set('kept_messages_unsent', help, waiting[what], { council, what });
      }
    }
  }

  #set(name: string, help: string, value: number, labels: Partial<Record<Level, string>> = {}): void {
    const known = this.#gauges.get(name);
    const gauge = known ?? new Gauge({ name, help, labelNames: Object.keys(labels), registers: [this.#registry] });
    this.#gauges.set(name, gauge);
    gauge.set(labels, value);
  }
}
