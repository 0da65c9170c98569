import { describe, expect, it } from 'vitest';
import {
  actingFor,
  answersFor,
  cutShortBy,
  faultOfReportsTo,
  holderOn,
  leavingOf,
  organisationAfter,
  postsOf,
  vacantSince,
} from '../index.js';
import { anOrganisation } from '../../testing/index.js';

const now = { now: '2020-02-17T09:00:00.000Z', today: '2020-02-17' };

describe('somebody who leaves', () => {
  it('works to the end of a day to come, by London’s clock', () => {
    expect(leavingOf('2020-02-28', now)).toEqual({
      lastDay: '2020-02-28',
      endsAt: '2020-02-29T00:00:00.000Z',
      goneFrom: '2020-02-29',
    });
    // The night of 29 March 2020 is an hour short: 31 March ends at 23:00 by Greenwich.
    expect(leavingOf('2020-03-31', now).endsAt).toBe('2020-03-31T23:00:00.000Z');
  });

  it.each(['2020-02-17', '2020-02-14'])('is gone at once where the last day, %s, is today or past', (lastDay) => {
    expect(leavingOf(lastDay, now)).toEqual({ lastDay, endsAt: now.now, goneFrom: '2020-02-17' });
  });

  it('gives up what they hold and cover beyond that day, begun or not; the post above acts', () => {
    const organisation = anOrganisation({
      holders: [
        { post: 'head-of-service', personId: 'person-ben', from: '2016-01-01', to: null },
        { post: 'lead', personId: 'person-cyd', from: '2016-01-01', to: null },
        { post: 'clerk', personId: 'person-cyd', from: '2014-01-01', to: '2015-12-31' },
      ],
      covers: [
        { post: 'clerk', personId: 'person-cyd', from: '2020-03-09', to: '2020-03-13' },
        { post: 'clerk', personId: 'person-cyd', from: '2020-02-10', to: '2020-02-28' },
      ],
    });
    const leaving = leavingOf('2020-02-28', now);
    expect(cutShortBy('person-cyd', organisation, '2020-02-28')).toEqual({
      holders: [organisation.holders[1]],
      covers: [organisation.covers[0]],
    });
    const after = organisationAfter('person-cyd', leaving, organisation);
    expect(after.covers).toEqual([organisation.covers[1]]);
    expect(holderOn('lead', after, '2020-02-28')?.name).toBe('cyd');
    expect(actingFor('lead', after, '2020-02-29')).toEqual({
      personId: 'person-ben',
      because: 'the post is vacant and reports to Head of Service',
    });
    expect(vacantSince('lead', after, '2020-03-10')).toBe('2020-02-29');
  });

  it('answers for nothing on the very day where it is said at once', () => {
    const after = organisationAfter('person-cyd', leavingOf('2020-02-17', now), anOrganisation());
    expect(postsOf('person-cyd', after, '2020-02-17')).toEqual([]);
    expect(answersFor('lead', after, '2020-02-17')).toBe('person-ben');
    expect(answersFor('lead', after, '2020-02-16')).toBe('person-cyd');
    expect(vacantSince('lead', after, '2020-02-17')).toBe('2020-02-17');
  });
});

describe('whom a post reports to', () => {
  it('is a post that exists, and closes no circle', () => {
    const organisation = anOrganisation();
    expect(faultOfReportsTo('lead', 'corporate-director', organisation)).toBeNull();
    expect(faultOfReportsTo('lead', null, organisation)).toBeNull();
    expect(faultOfReportsTo('lead', 'lead', organisation)).toMatch(/itself/);
    expect(faultOfReportsTo('lead', 'nothing', organisation)).toMatch(/exists/);
    expect(faultOfReportsTo('corporate-director', 'lead', organisation)).toBe(
      'Project Lead reports to this post, so this post cannot report to it.',
    );
  });
});
