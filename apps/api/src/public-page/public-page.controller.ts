import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { cleanText, publicPageQuery } from '@kept/contracts';
import type { PublicPageQuery } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { FastifyReply } from 'fastify';
import { DATABASE } from '../boot/providers.js';
import { Policed } from '../http/policy.js';
import { notFound } from '../http/problem.js';
import { style } from './page-style.js';
import { readsPublicPage } from './public-page.policy.js';
import { writePage } from './write-page.js';

/** The one style sheet, which stands in the page, is let through by its hash; nothing else is fetched or run. */
const contentSecurity = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Not under /api: a page that is written here, without a script and without a cookie. */
@ApiExcludeController()
@Controller('public')
export class PublicPageController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get(':authority/challenges')
  @Policed(readsPublicPage)
  async challenges(
    @Param('authority', { schema: cleanText(100) }) authority: string,
    @Query({ schema: publicPageQuery }) { age }: PublicPageQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const site = await this.database.publicSite.read(authority, age);
    if (site === null) throw notFound();
    const page = writePage({ ...site, age });
    const tag = `"${createHash('sha256').update(page).digest('base64url')}"`;
    void reply.headers({
      ETag: tag,
      // Kept by whoever likes, and asked for anew each time: what is taken off is gone at once.
      'Cache-Control': 'public, no-cache',
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurity,
    });
    if (known !== tag) return page;
    void reply.status(304);
    return '';
  }
}
