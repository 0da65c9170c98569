import type { OrganisationContent } from '../seed/content.js';
import { Dice } from './dice.js';
import type { Area, CountyContent, CountyPost } from './lives-content.js';

/** A post that shares the work of another one, and its area. */
export interface SharingPost {
  key: string;
  like: string;
  area: string;
}

/** A council as large as a county, and which of its posts share whose work. */
export interface EnlargedOrganisation {
  organisation: OrganisationContent;
  sharing: readonly SharingPost[];
}

interface NewPost {
  post: OrganisationContent['posts'][number];
  roles: CountyPost['roles'];
  sharing: SharingPost | null;
}

/** The demo's council with the posts of every area, and somebody for almost every one of them. The same for one seed. */
export function enlargeOrganisation(
  small: OrganisationContent,
  county: CountyContent,
  seed: string,
): EnlargedOrganisation {
  const dice = new Dice(`${seed}/people`);
  const posts = county.areas.flatMap((area) => county.posts.flatMap((post) => postsIn(area, post, county)));
  const nameOf = drawNames(county, dice);
  const people = posts
    .filter((_, place) => (place + 1) % county.vacancyOneIn !== 0)
    .map(({ post: { key }, roles }) => ({ key: `holder-of-${key}`, name: nameOf(), roles: [...roles] }));
  const filled = new Set(people.map(({ key }) => key));
  return {
    organisation: {
      ...small,
      teams: [...small.teams, ...county.areas.flatMap((area) => county.teams.map((team) => placed(team, area)))],
      posts: [
        ...small.posts,
        ...posts.map(({ post }) => ({
          ...post,
          holder: filled.has(`holder-of-${post.key}`) ? `holder-of-${post.key}` : null,
        })),
      ],
      people: [...small.people, ...people],
    },
    sharing: posts.flatMap(({ sharing }) => sharing ?? []),
  };
}

function placed<T extends { key: string; title: string }>(each: T, area: Area): { key: string; title: string } {
  return { key: `${each.key}-${area.key}`, title: each.title.replace('{area}', area.title) };
}

function postsIn(area: Area, content: CountyPost, { posts }: CountyContent): NewPost[] {
  const { like, count = 1 } = content;
  const isOfArea = posts.some(({ key }) => key === content.reportsTo);
  return Array.from({ length: count }, (_, place) => {
    const { key, title } = placed(content, area);
    const number = count === 1 ? { key: '', title: '' } : { key: `-${place + 1}`, title: ` ${place + 1}` };
    const post = {
      // The council's own post of an area has that area's name already.
      key: `${key}${number.key}${like === key ? '-two' : ''}`,
      title: title + number.title,
      reportsTo: isOfArea ? `${content.reportsTo}-${area.key}` : content.reportsTo,
      team: `${content.team}-${area.key}`,
      holder: null,
    };
    const sharing = like === undefined ? null : { key: post.key, like, area: area.key };
    return { post, roles: content.roles, sharing };
  });
}

/** First and last names put together, no pair twice. */
export function drawNames({ firstNames, lastNames }: CountyContent, dice: Dice): () => string {
  const pairs = dice.shuffled(firstNames.flatMap((first) => lastNames.map((last) => `${first} ${last}`)));
  return () => pairs.pop() ?? 'Nobody Inparticular';
}
