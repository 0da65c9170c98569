import { createHash } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { cleanText, raisingForm, raisingSecret } from '@kept/contracts';
import type { Database, FoundLink } from '@kept/database';
import type { FastifyReply } from 'fastify';
import type { OutOfHours } from '../boot/out-of-hours.js';
import { DATABASE, OUT_OF_HOURS } from '../boot/providers.js';
import { Policed } from '../http/policy.js';
import { RaiseCard } from './raise-card.js';
import { raisesByLink } from './public-page.policy.js';
import {
  raiseStyle,
  writeNoRaisePage,
  writeRaisedPage,
  writeRaiseForm,
  type Council,
  type RaiseErrors,
  type RaiseValues,
} from './write-raise-page.js';

const contentSecurity = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(raiseStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What cannot be taken may be sent so often; whoever has the link then asks for another. */
const mostAttempts = 20;
const empty: RaiseValues = { question: '', askedFor: '', tellBy: '' };

/** Raising a card by a one-time link: a page without a script and without a cookie. */
@ApiExcludeController()
@Controller('public')
export class RaisePageController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(RaiseCard) private readonly raise: RaiseCard,
    @Inject(OUT_OF_HOURS) private readonly outOfHours: OutOfHours | null,
  ) {}

  @Get(':authority/raise/:secret')
  @Policed(raisesByLink)
  async form(
    @Param('authority', { schema: cleanText(100) }) authority: string,
    @Param('secret', { schema: raisingSecret }) secret: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const found = await this.database.raising.find(authority, secret);
    if (found?.link.status === 'used') return answer(reply, 200, writeRaisedPage(this.#councilOf(found)));
    if (!isOpen(found)) return answer(reply, 404, writeNoRaisePage(this.outOfHours));
    return answer(reply, 200, await this.#formOf(found, empty, {}));
  }

  @Post(':authority/raise/:secret')
  @Policed(raisesByLink)
  async send(
    @Param('authority', { schema: cleanText(100) }) authority: string,
    @Param('secret', { schema: raisingSecret }) secret: string,
    @Body() sent: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const found = await this.database.raising.find(authority, secret);
    if (found?.link.status !== 'used') {
      if (!isOpen(found)) return answer(reply, 404, writeNoRaisePage(this.outOfHours));
      const read = raisingForm.safeParse(sent);
      if (!read.success) return this.#refuse(found, sent, reply);
      await this.raise.run(found, read.data);
    }
    // Sent again by the back button or a second press, it shows the same page and makes nothing.
    void reply.header('Location', `/public/${encodeURIComponent(authority)}/raise/${encodeURIComponent(secret)}`);
    return answer(reply, 303, '');
  }

  async #refuse(found: FoundLink, sent: unknown, reply: FastifyReply): Promise<string> {
    await this.database.raising.countAttempt(found.authorityId, found.link.id);
    const values = valuesOf(sent);
    return answer(reply, 422, await this.#formOf(found, values, errorsOf(values)));
  }

  #councilOf({ council }: FoundLink): Council {
    return { council, outOfHours: this.outOfHours };
  }

  async #formOf(found: FoundLink, values: RaiseValues, errors: RaiseErrors): Promise<string> {
    const { authorityId, council, link } = found;
    const { organisation } = await this.database.reference.load(authorityId);
    const raisedBy = organisation.bodies.find(({ key }) => key === link.raisedBy)?.title ?? council;
    return writeRaiseForm(this.#councilOf(found), { raisedBy, values, errors });
  }
}

function isOpen(found: FoundLink | null): found is FoundLink {
  return found?.link.status === 'open' && found.link.attempts < mostAttempts;
}

function answer(reply: FastifyReply, status: number, page: string): string {
  void reply.status(status).headers({
    'Cache-Control': 'no-store',
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentSecurity,
    'X-Robots-Tag': 'noindex',
  });
  return page;
}

function valuesOf(sent: unknown): RaiseValues {
  const given = typeof sent === 'object' && sent !== null ? (sent as Record<string, unknown>) : {};
  const text = (key: keyof RaiseValues) => (typeof given[key] === 'string' ? given[key].slice(0, 4000) : '');
  return { question: text('question'), askedFor: text('askedFor'), tellBy: text('tellBy') };
}

function errorsOf(values: RaiseValues): RaiseErrors {
  const { question, askedFor, tellBy } = raisingForm.shape;
  return {
    ...(values.question.trim() === '' && { question: 'Write what you want to ask' }),
    ...(values.question.trim() !== '' &&
      !question.safeParse(values.question).success && {
        question: 'Write it in fewer words: 2,000 characters at most',
      }),
    ...(!askedFor.safeParse(values.askedFor).success && { askedFor: 'Choose who it is for' }),
    ...(!tellBy.safeParse(values.tellBy).success && { tellBy: 'Choose how we should tell you' }),
  };
}
