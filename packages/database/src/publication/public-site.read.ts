import type { PlainWords, PublishedVerdict, ReadingAge } from '@kept/domain';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';

/** A card as everybody may read it: nothing tells which one it is, or how many others there are. */
export interface PublicCard extends PlainWords {
  askedBy: string;
  verdict: PublishedVerdict | null;
}

export interface PublicSite {
  /** Of the council with this key, for one reading age, newest first; null where there is no such council. Role app. */
  read(authorityKey: string, age: ReadingAge): Promise<{ council: string; cards: PublicCard[] } | null>;
}

type Row = PlainWords & { askedBy: string; said: PublishedVerdict['verdict'] | null } & Omit<
    PublishedVerdict,
    'verdict'
  >;

const council = 'select id, name from public_site.find_authority($1)';
/** A page that is printed has an end; two hundred cards are more than any council has answered. */
const cards = `select asked_by as "askedBy", asked, did, could_not as "couldNot", verdict as said, stars, words
  from public_site.cards where authority_id = $1 and age = $2 order by published_on desc, id limit 200`;

/** Reads as public_reader, who sees no other table. */
export function publicSite(pools: Pools): PublicSite {
  return {
    read: async (authorityKey, age) => {
      const query = { name: 'public-council', text: council, values: [authorityKey] };
      const found = (await pools.site.query<{ id: string; name: string }>(query)).rows[0];
      if (found === undefined) return null;
      const statement = { name: 'public-cards', text: cards, values: [found.id, age] };
      const rows = await readFlight<Row>(pools.site, found.id, statement);
      return { council: found.name, cards: rows.map(decode) };
    },
  };
}

const decode = ({ said, stars, words, ...card }: Row): PublicCard => ({
  ...card,
  verdict: said === null ? null : { verdict: said, stars, words },
});
