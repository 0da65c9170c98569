import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { LiveNews } from '@kept/database';
import type { FastifyRequest } from 'fastify';
import { Authenticator } from '../auth/authenticator.js';
import type { Caller } from '../auth/caller.js';
import { ReadNews } from './read-news.js';
import { displaced, StreamPlaces } from './stream-places.js';
import { WaitForHint, type Hinted } from './wait-for-hint.js';

/** Milliseconds. */
const beat = 15_000;
const poll = 15_000;
const atMostEach = 1_000;
/** So long after it ended, a session's stream has ended too; and so soon a change of roles or posts holds. */
const askedEach = 4_000;
/** A connection that lies still for so long is asked whether its other end is there. */
const aliveEach = 30_000;
/** So late comes back whose place another stream took, and so long it may take to hear of it. */
const displacedFor = 60_000;
const farewell = 5_000;

/** Where a stream stands. */
interface Course {
  request: FastifyRequest;
  hinted: Hinted;
  ends: AbortSignal;
  place: string;
  readAt: number;
  beatAt: number;
  held: boolean;
}

/** One stream of server-sent events: what happened to what its reader sees, as long as their session lives. */
@Injectable()
export class TellChanges {
  constructor(
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(ReadNews) private readonly news: ReadNews,
    @Inject(StreamPlaces) private readonly places: StreamPlaces,
    @Inject(WaitForHint) private readonly hints: WaitForHint,
  ) {}

  /** @throws Refused 503 where there is no place for another stream */
  async open(request: FastifyRequest, caller: Caller, after: string | undefined): Promise<Readable> {
    const own = this.places.take(caller.actor.personId);
    // At once when the reader leaves, also while there is nothing to tell them.
    request.raw.socket.once('close', () => own.abort());
    request.raw.socket.setKeepAlive(true, aliveEach);
    try {
      const place = after ?? (await this.news.place(caller));
      const hinted = this.hints.listen(caller.authorityId, own.signal);
      const now = performance.now();
      const course = { request, hinted, ends: own.signal, place, readAt: -poll, beatAt: now, held: false };
      return this.streamOf(course, own);
    } catch (error) {
      own.abort();
      throw error;
    }
  }

  /** Pulled by the connection: a slow reader is told later, and nothing piles up for them here. */
  private streamOf(course: Course, own: AbortController): Readable {
    const stream = Readable.from(this.words(course), { objectMode: false });
    stream.once('close', () => own.abort());
    // Whoever is gone without a word does not read that their stream has ended either.
    const leave = () => setTimeout(() => stream.destroy(), farewell).unref();
    own.signal.addEventListener('abort', leave, { once: true });
    if (own.signal.aborted) stream.destroy();
    return stream;
  }

  private async *words(course: Course): AsyncGenerator<string> {
    // Each browser comes back after a time of its own: a restart is not met by all of them at once.
    yield `retry: ${2_000 + Math.floor(Math.random() * 3_000)}\nid: ${course.place}\nevent: ready\ndata: {}\n\n`;
    while (!course.ends.aborted) {
      const said = await this.turn(course).catch(() => 'missed' as const);
      if (said === null) return;
      // The database is away for a moment; the reader waits with us.
      if (said === 'missed') await pause(atMostEach);
      else if (said !== '') yield said;
      if (performance.now() - course.beatAt >= beat) {
        course.beatAt = performance.now();
        yield `id: ${course.place}\nevent: here\ndata: {}\n\n`;
      }
      if (!course.ends.aborted) await course.hinted.wait(this.rest(course));
    }
    if (course.ends.reason === displaced) yield `retry: ${displacedFor}\n\n`;
  }

  /** Nothing to say is an empty text; null ends the stream. Whoever may not be told by now is not told. */
  private async turn(course: Course): Promise<string | null> {
    const caller = await this.authenticator.identify(course.request, { quiet: true });
    if (!caller) return null;
    const since = performance.now() - course.readAt;
    // With each heartbeat too: its place is of that moment, whether or not something was hinted at before.
    const isBeat = performance.now() - course.beatAt >= beat;
    const isDue = isBeat || since >= poll || (since >= atMostEach && (course.hinted.isHinted() || course.held));
    if (!isDue) return '';
    course.hinted.reading();
    course.readAt = performance.now();
    const news = await this.news.since(caller, course.place);
    course.place = news.upTo;
    course.held = news.held;
    return wordsOf(news);
  }

  private rest({ hinted, held, readAt, beatAt }: Course): number {
    const now = performance.now();
    const nextReading = readAt + (hinted.isHinted() || held ? atMostEach : poll) - now;
    return Math.max(20, Math.min(askedEach, nextReading, beatAt + beat - now));
  }
}

/** The place stands on the last of them alone: a stream that breaks between two is told both again. */
function wordsOf({ events, more, upTo }: LiveNews): string {
  if (more) return `id: ${upTo}\nevent: more\ndata: {}\n\n`;
  return events
    .map((event, index) => `${index === events.length - 1 ? `id: ${upTo}\n` : ''}data: ${JSON.stringify(event)}\n\n`)
    .join('');
}
