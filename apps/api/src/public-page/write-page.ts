import { readingAges } from '@kept/domain';
import type { PublishedVerdict, ReadingAge } from '@kept/domain';
import type { PublicCard } from '@kept/database';
import { escape, paragraph } from './html.js';
import { style } from './page-style.js';
import { pageWords, type PageWords } from './page-words.js';

export interface Page {
  council: string;
  age: ReadingAge;
  cards: readonly PublicCard[];
  /** Which page, from 1, and whether older cards follow on the next. */
  page: number;
  more: boolean;
}

/** The whole page as HTML for one reading age. Every word that comes from the database is escaped. */
export function writePage({ council, age, cards, page, more }: Page): string {
  const words = pageWords[age];
  const body = cards.length === 0 ? words.empty.map(paragraph).join('\n') : cards.map(cardOf(words)).join('\n');
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(words.title)} – ${escape(council)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to main content</a>
<header>
<p>${escape(council)}</p>
<nav aria-label="Reading age"><ul>
${readingAges.map((each) => linkTo(each, age)).join('\n')}
</ul></nav>
</header>
<main id="main">
<h1>${escape(words.title)}</h1>
${paragraph(words.intro)}
${body}
${pageLinks({ age, page, more })}</main>
<footer>
<h2>${escape(words.helpTitle)}</h2>
${words.help.map(({ heading, text }) => `<h3>${escape(heading)}</h3>\n${paragraph(text)}`).join('\n')}
</footer>
</body>
</html>
`;
}

function linkTo(age: ReadingAge, current: ReadingAge): string {
  const here = age === current ? ' aria-current="page"' : '';
  return `<li><a href="?age=${age}"${here}>${escape(pageWords[age].link)}</a></li>`;
}

/** Plain links to newer and older cards; neither says how many there are. */
function pageLinks({ age, page, more }: Pick<Page, 'age' | 'page' | 'more'>): string {
  const words = pageWords[age];
  const link = (to: number, text: string) => `<li><a href="?age=${age}&amp;page=${to}">${escape(text)}</a></li>`;
  const links = [...(page > 1 ? [link(page - 1, words.newer)] : []), ...(more ? [link(page + 1, words.older)] : [])];
  return links.length === 0 ? '' : `<nav aria-label="${escape(words.pages)}"><ul>\n${links.join('\n')}\n</ul></nav>\n`;
}

function cardOf(words: PageWords): (card: PublicCard) => string {
  return ({ askedBy, asked, did, couldNot, verdict }) => `<article>
<h2>${escape(words.asked)}</h2>
<blockquote>${paragraph(asked)}</blockquote>
<p>${escape(askedBy)}</p>
<h3>${escape(words.did)}</h3>
${paragraph(did)}
<h3>${escape(words.couldNot)}</h3>
${paragraph(couldNot)}
<h3>${escape(words.verdict)}</h3>
${verdictOf(verdict, words)}
</article>`;
}

/** Stars are drawn and said: nobody has to count them. */
function verdictOf(verdict: PublishedVerdict | null, words: PageWords): string {
  if (verdict === null) return paragraph(words.noVerdict);
  const { stars } = verdict;
  const drawn = stars === null ? '' : `${'★'.repeat(stars)}${'☆'.repeat(5 - stars)}`;
  const count = stars === 1 ? 'star' : 'stars';
  return [
    paragraph(words.verdicts[verdict.verdict]),
    stars === null ? '' : `<p><span aria-hidden="true">${drawn}</span> ${stars} ${count} out of 5</p>`,
    verdict.words === null ? '' : `<blockquote>${paragraph(verdict.words)}</blockquote>`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}
