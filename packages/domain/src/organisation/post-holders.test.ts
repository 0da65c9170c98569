import { describe, expect, it } from 'vitest';
import { actingFor, answersFor, holderOn, postsOf } from '../index.js';
import { anOrganisation } from '../../testing/index.js';

const on = '2018-07-10';

describe('posts and who answers for them', () => {
  it('reads the holder of a day from the dates', () => {
    const organisation = anOrganisation({
      holders: [
        { post: 'lead', personId: 'person-cyd', from: '2016-01-01', to: '2018-06-30' },
        { post: 'lead', personId: 'person-dee', from: '2018-07-01', to: null },
      ],
    });
    expect(holderOn('lead', organisation, '2018-06-30')?.name).toBe('cyd');
    expect(holderOn('lead', organisation, '2018-07-01')?.name).toBe('dee');
    expect(holderOn('lead', organisation, '2015-12-31')).toBeNull();
  });

  it('puts cover in place of the holder for its days, both counted', () => {
    const organisation = anOrganisation({
      covers: [{ post: 'lead', personId: 'person-dee', from: on, to: '2018-07-13' }],
    });
    expect(actingFor('lead', organisation, '2018-07-13')).toEqual({
      personId: 'person-dee',
      because: 'covers this post until 2018-07-13',
    });
    expect(actingFor('lead', organisation, '2018-07-14')).toBeNull();
    expect(postsOf('person-dee', organisation, on)).toEqual(['lead', 'clerk']);
    expect(postsOf('person-cyd', organisation, on)).toEqual(['lead']);
  });

  it('goes by the cover that starts later where two overlap', () => {
    const covers = [
      { post: 'lead', personId: 'person-dee', from: '2018-07-01', to: '2018-07-31' },
      { post: 'lead', personId: 'person-ben', from: '2018-07-09', to: '2018-07-13' },
    ];
    for (const all of [covers, covers.toReversed()]) {
      const organisation = anOrganisation({ covers: all });
      expect(actingFor('lead', organisation, '2018-07-08')?.personId).toBe('person-dee');
      expect(actingFor('lead', organisation, on)?.personId).toBe('person-ben');
      expect(actingFor('lead', organisation, '2018-07-14')?.personId).toBe('person-dee');
    }
  });

  it('gives a vacant post to the post it reports to, over as many vacant ones as there are', () => {
    const { holders, ...rest } = anOrganisation();
    const organisation = {
      ...rest,
      holders: holders.filter(({ post }) => post !== 'lead' && post !== 'head-of-service'),
    };
    expect(actingFor('lead', organisation, on)).toEqual({
      personId: 'person-ada',
      because: 'the post is vacant and reports to Corporate Director',
    });
    expect(postsOf('person-ada', organisation, on)).toEqual(['corporate-director', 'head-of-service', 'lead']);
    expect(answersFor('lead', organisation, on)).toBe('person-ada');
  });

  it('ends where posts report to each other', () => {
    const organisation = anOrganisation({
      posts: [
        { key: 'a', title: 'A', aliases: [], reportsTo: 'b', team: null },
        { key: 'b', title: 'B', aliases: [], reportsTo: 'a', team: null },
      ],
      holders: [],
    });
    expect(actingFor('a', organisation, on)).toBeNull();
  });
});
