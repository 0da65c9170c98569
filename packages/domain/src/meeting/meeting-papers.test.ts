import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agendaFaults, agendaKinds, exclusionMotion, openEdition, type AgendaItem } from './agenda.js';
import { attendanceFaults, quorumStanding, type AttendanceEntry } from './attendance.js';
import { memberFaults, membersOn, type BodyMember } from './membership.js';
import { minuteFaults, nextMinute } from './minutes.js';

const item = (rest: Partial<AgendaItem>): AgendaItem => ({
  id: 'a',
  title: 'Apologies',
  kind: 'apologies',
  leadPost: null,
  exempt: false,
  confidential: false,
  paragraphs: [],
  minutesOpen: false,
  links: [],
  pages: null,
  ...rest,
});
const agendas = fc.array(
  fc.constantFrom('open', 'exempt', 'confidential').chain((how) =>
    fc.record({
      id: fc.uuid(),
      title: fc.string({ minLength: 1 }),
      kind: fc.constantFrom(...agendaKinds),
      leadPost: fc.constantFrom(null, 'secret-post'),
      exempt: fc.constant(how !== 'open'),
      confidential: fc.constant(how === 'confidential'),
      paragraphs: how === 'exempt' ? fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }) : fc.constant([]),
      minutesOpen: how === 'exempt' ? fc.boolean() : fc.constant(false),
      links: fc.constantFrom([], ['CC-2018-001']),
      pages: fc.constantFrom(null, '3 to 9'),
    }),
  ),
  { maxLength: 12 },
);

describe('an agenda', () => {
  it('has an open edition that says of an exempt item its title and its paragraphs, and every number', () => {
    fc.assert(
      fc.property(agendas, (items) => {
        const open = openEdition(items);
        expect(open.map(({ number }) => number)).toEqual(items.map((_, place) => place + 1));
        for (const [place, shown] of open.entries()) {
          const { title, paragraphs, exempt } = items[place]!;
          expect(shown).toMatchObject({ title, paragraphs, exempt });
          if (exempt) expect(shown).toMatchObject({ kind: 'other', leadPost: null, links: [], pages: null });
          else expect(shown).toMatchObject(items[place]!);
        }
      }),
    );
  });

  it('has a motion where something is exempt, which names each such item and each paragraph once', () => {
    expect(exclusionMotion([item({})])).toBe(null);
    fc.assert(
      fc.property(agendas, (items) => {
        const motion = exclusionMotion(items);
        expect(motion === null).toBe(items.every(({ exempt, confidential }) => !exempt || confidential));
        if (motion === null) return;
        const [, numbers = '', paragraphs = ''] =
          /for items? (.*) of the agenda.*in paragraphs? (.*) of Part 1/.exec(motion) ?? [];
        const found = (text: string) => text.match(/\d+/g)?.map(Number);
        expect(found(numbers)).toEqual(
          items.flatMap(({ paragraphs: by }, place) => (by.length > 0 ? [place + 1] : [])),
        );
        const named = new Set(items.flatMap((each) => each.paragraphs));
        expect(found(paragraphs)).toEqual([...named].sort((a, b) => a - b));
      }),
    );
  });

  it('has a motion that names the test of the public interest, and needs none for what is confidential', () => {
    expect(exclusionMotion([item({ exempt: true, paragraphs: [3] })])).toMatch(
      /the public interest in keeping it exempt outweighs the public interest in disclosing it \(Part 2, paragraph 10\)/,
    );
    const confidential = item({ exempt: true, confidential: true });
    expect(exclusionMotion([confidential])).toBe(null);
    expect(agendaFaults([confidential], new Set())).toEqual([]);
    expect(openEdition([confidential])).toMatchObject([{ exempt: true, confidential: true, title: 'Apologies' }]);
  });

  it.each([
    ['no title', { title: ' ' }, 'items.0.title'],
    ['a post that there is not', { leadPost: 'nobody' }, 'items.0.leadPost'],
    ['exempt by nothing', { exempt: true }, 'items.0.paragraphs'],
    ['exempt by paragraph 8', { exempt: true, paragraphs: [8] }, 'items.0.paragraphs'],
    ['open by a paragraph', { paragraphs: [1] }, 'items.0.paragraphs'],
    ['open with minutes that are open', { minutesOpen: true }, 'items.0.minutesOpen'],
    ['confidential and open', { confidential: true }, 'items.0.exempt'],
    ['confidential by a paragraph', { exempt: true, confidential: true, paragraphs: [1] }, 'items.0.paragraphs'],
    ['confidential, minuted openly', { exempt: true, confidential: true, minutesOpen: true }, 'items.0.minutesOpen'],
  ])('is refused with %s', (_, rest, field) => {
    expect(agendaFaults([item(rest)], new Set()).map((fault) => fault.field)).toEqual([field]);
    expect(agendaFaults([item({}), item({})], new Set()).map((fault) => fault.field)).toEqual(['items.1.id']);
  });
});

describe('attendance', () => {
  const entry = (rest: Partial<AttendanceEntry>): AttendanceEntry => ({
    id: 'e',
    kind: 'present',
    memberId: null,
    post: null,
    title: null,
    substituteFor: null,
    arrivedAt: null,
    leftAt: null,
    ...rest,
  });
  const context = { members: new Set(['chair', 'member']), posts: new Set(['clerk']) };
  const faults = (...entries: AttendanceEntry[]) => attendanceFaults(entries, context).map(({ field }) => field);
  const substitute = entry({ kind: 'substitute', title: 'Member', substituteFor: 'member' });

  it('takes each seat once', () => {
    expect(faults(entry({ memberId: 'chair' }), entry({ kind: 'apologies', memberId: 'member' }), substitute)).toEqual(
      [],
    );
    expect(faults(entry({ memberId: 'chair' }), entry({ kind: 'apologies', memberId: 'chair' }))).toEqual([
      'entries.1.memberId',
    ]);
    expect(faults(substitute, substitute)).toEqual(['entries.1.substituteFor']);
    // In whichever order they were written down.
    expect(faults(substitute, entry({ memberId: 'member' }))).toEqual(['entries.0.substituteFor']);
  });

  it('is of members of the day, and says of others what they are', () => {
    expect(faults(entry({ memberId: 'gone' }))).toEqual(['entries.0.memberId']);
    expect(faults(entry({ kind: 'in-attendance' }))).toEqual(['entries.0.title']);
    expect(faults(entry({ kind: 'in-attendance', post: 'nobody' }))).toEqual(['entries.0.post']);
    expect(faults(entry({ kind: 'in-attendance', post: 'clerk', arrivedAt: '11:00', leftAt: '10:30' }))).toEqual([
      'entries.0.leftAt',
    ]);
    expect(faults(entry({ ...substitute, substituteFor: null }))).toEqual(['entries.0.substituteFor']);
  });

  it('counts members and substitutes to the quorum, and nobody else', () => {
    const there = [entry({ memberId: 'chair' }), substitute, entry({ kind: 'in-attendance', post: 'clerk' })];
    expect(quorumStanding(there, 2)).toEqual({ present: 2, quorum: 2, met: true });
    expect(quorumStanding(there, 3).met).toBe(false);
    expect(quorumStanding(there, null).met).toBe(null);
  });
});

describe('minutes', () => {
  it('go on through the year: minute 71 opened the panel of 1 June 2018', () => {
    const march = { heldOn: '2018-03-22', highest: 70 };
    expect(nextMinute('2018-06-01', [march, { heldOn: '2017-12-14', highest: 212 }])).toBe(71);
    expect(nextMinute('2018-06-01', [march, { heldOn: '2018-06-01', highest: 84 }])).toBe(85);
    expect(nextMinute('2019-02-01', [march])).toBe(1);
    // What a later meeting has does not count for an earlier one.
    expect(nextMinute('2018-03-22', [{ heldOn: '2018-06-01', highest: 84 }])).toBe(1);
  });

  it('are each about one item of the agenda', () => {
    const before = [{ minute: 73, agendaItemId: 'views' }];
    expect(minuteFaults({ minute: 73, agendaItemId: 'views' }, before)).toEqual([]);
    expect(minuteFaults({ minute: 74, agendaItemId: null }, before)).toEqual([]);
    expect(minuteFaults({ minute: 73, agendaItemId: null }, before)).toMatchObject([{ field: 'minute' }]);
  });
});

describe('membership', () => {
  const seat = (rest: Partial<BodyMember>): BodyMember => ({
    id: 's',
    body: 'panel',
    place: 'member',
    title: 'Member',
    post: null,
    vacant: false,
    from: '2018-01-01',
    to: null,
    ...rest,
  });

  it('is that of the day, the chair first', () => {
    const all = [
      seat({ id: 'b' }),
      seat({ id: 'a', place: 'chair' }),
      seat({ id: 'c', from: '2020-01-01' }),
      seat({ id: 'd', to: '2018-12-31' }),
    ];
    expect(membersOn(all, '2018-12-31').map(({ id }) => id)).toEqual(['a', 'b', 'd']);
    expect(membersOn(all, '2020-02-18').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('has one chair at a time, and no vacancy with a post', () => {
    const chair = seat({ place: 'chair', to: '2019-12-31' });
    const next = seat({ id: 't', place: 'chair', from: '2020-01-01' });
    expect(memberFaults(next, [chair])).toEqual([]);
    expect(memberFaults({ ...next, from: '2019-12-31' }, [chair])).toMatchObject([{ field: 'place' }]);
    expect(memberFaults(seat({ vacant: true, post: 'clerk' }), [])).toMatchObject([{ field: 'vacant' }]);
    expect(memberFaults(seat({ to: '2017-12-31' }), [])).toMatchObject([{ field: 'to' }]);
  });
});
