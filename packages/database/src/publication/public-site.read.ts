import type { PlainWords, PublishedVerdict, ReadingAge } from '@kept/domain';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';

/** A card as everybody may read it: nothing tells which one it is, or how many others there are. */
export interface PublicCard extends PlainWords {
  askedBy: string;
  verdict: PublishedVerdict | null;
}

/** Cards of one page of the site: as many as are read, or printed, in one go. */
const cardsOnPage = 50;

/** One page as it stands, before its cards are read. */
export interface PublicSitePage {
  authorityId: string;
  council: string;
  age: ReadingAge;
  /** From 1. */
  page: number;
  /** Another one as soon as anything of this reading age is published or taken off; tells nothing by itself. */
  version: string;
}

/** Role app; reads as one who sees nothing but what is published. */
export interface PublicSite {
  /** Of the council with this key; null where there is no such council. */
  find(authorityKey: string, asked: { age: ReadingAge; page: number }): Promise<PublicSitePage | null>;
  /** Newest first, with whether there are older ones, and the version that they were read at: it may be a later one. */
  cards(page: PublicSitePage): Promise<{ cards: PublicCard[]; more: boolean; version: string }>;
}

type Row = PlainWords & { askedBy: string; said: PublishedVerdict['verdict'] | null } & Omit<
    PublishedVerdict,
    'verdict'
  >;

const council = 'select id, name from public_site.find_authority($1)';
/** A card that stands on the page is never changed, only put there or taken off: which ones stand there is its version. */
const version = `select coalesce(md5(string_agg(id::text, ' ' order by id)), 'empty') as version
  from public_site.cards where authority_id = $1 and age = $2`;
const cards = `select v.version, c.* from (${version}) v left join lateral (
    select asked_by as "askedBy", asked, did, could_not as "couldNot", verdict as said, stars, words, published_on, id
    from public_site.cards where authority_id = $1 and age = $2
    order by published_on desc, id limit $3 offset $4) c on true
  order by c.published_on desc, c.id`;

/** Reads as public_reader, who sees no other table. */
export function publicSite(pools: Pools): PublicSite {
  return {
    find: async (authorityKey, { age, page }) => {
      const query = { name: 'public-council', text: council, values: [authorityKey] };
      const found = (await pools.site.query<{ id: string; name: string }>(query)).rows[0];
      if (found === undefined) return null;
      const statement = { name: 'public-version', text: version, values: [found.id, age] };
      const rows = await readFlight<{ version: string }>(pools.site, found.id, statement);
      return { authorityId: found.id, council: found.name, age, page, version: rows[0]?.version ?? '' };
    },
    cards: async ({ authorityId, age, page }) => {
      const values = [authorityId, age, cardsOnPage + 1, (page - 1) * cardsOnPage];
      const statement = { name: 'public-cards', text: cards, values };
      const rows = await readFlight<Row & { version: string }>(pools.site, authorityId, statement);
      const found = rows.filter(({ asked }) => asked !== null);
      const more = found.length > cardsOnPage;
      return { cards: found.slice(0, cardsOnPage).map(decode), more, version: rows[0]?.version ?? '' };
    },
  };
}

const decode = ({ askedBy, asked, did, couldNot, said, stars, words }: Row): PublicCard => ({
  askedBy,
  asked,
  did,
  couldNot,
  verdict: said === null ? null : { verdict: said, stars, words },
});
