import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { cleanText, publicPageQuery } from '@kept/contracts';
import type { PublicPageQuery } from '@kept/contracts';
import type { Database, PublicSitePage } from '@kept/database';
import type { FastifyReply } from 'fastify';
import { DATABASE } from '../boot/providers.js';
import { Policed } from '../http/policy.js';
import { notFound } from '../http/problem.js';
import { style } from './page-style.js';
import { readsPublicPage } from './public-page.policy.js';
import { writePage } from './write-page.js';
import { WrittenPages, type Written } from './written-pages.js';

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
  private readonly pages = new WrittenPages();

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get(':authority/challenges')
  @Policed(readsPublicPage)
  async challenges(
    @Param('authority', { schema: cleanText(100) }) authority: string,
    @Query({ schema: publicPageQuery }) asked: PublicPageQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const site = await this.database.publicSite.find(authority, asked);
    if (site === null) throw notFound();
    const { html, tag } = await this.written(site);
    void reply.headers({
      ETag: tag,
      // Kept by whoever likes, and asked for anew each time: what is taken off is gone at once.
      'Cache-Control': 'public, no-cache',
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurity,
    });
    if (known !== tag) return html;
    void reply.status(304);
    return '';
  }

  /**
   * Written once for what stands there: as soon as anything is published or taken off, it is asked for by another name. What
   * was read after such a change is not kept under the name of before, which may come back.
   * @throws Refused 404 for a page beyond the last
   */
  private async written(site: PublicSitePage): Promise<Written> {
    const { authorityId, council, age, page } = site;
    const nameOf = (version: string) => JSON.stringify([authorityId, council, age, page, version]);
    const known = this.pages.find(nameOf(site.version));
    if (known !== undefined) return known;
    const { cards, more, version } = await this.database.publicSite.cards(site);
    if (cards.length === 0 && page > 1) throw notFound();
    const html = writePage({ ...site, cards, more });
    const written = { html, tag: `"${createHash('sha256').update(html).digest('base64url')}"` };
    this.pages.keep(nameOf(version), written);
    return written;
  }
}
