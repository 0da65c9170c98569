import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addDays,
  londonDay,
  londonInstant,
  passTime,
  transitionWorkItem,
  type Change,
  type EscalationStep,
  type Facts,
  type Instant,
  type WorkItem,
} from '../index.js';
import { aDefinition, anItem, anOrganisation, changed, facts, meeting } from '../../testing/index.js';

const posts = ['lead', 'clerk', 'head-of-service', 'corporate-director'];
const begins = '2018-07-10';
const ends = '2019-07-10';

/** A path of levels at any offset, before the date and after it, in days or hours, some without an answer time. */
const paths = fc
  .array(
    fc.record({
      to: fc.constantFrom(...posts),
      amount: fc.integer({ min: -10, max: 40 }),
      unit: fc.constantFrom('working-days', 'days', 'hours'),
      answer: fc.option(fc.integer({ min: 0, max: 10 })),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((levels): EscalationStep[] => [
    ...levels.map(({ to, amount, unit, answer }, index) => ({
      level: index + 1,
      to,
      after: { amount, unit } as const,
      ...(answer === null ? {} : { answerWithin: { amount: answer, unit: 'working-days' as const } }),
    })),
    { level: levels.length + 1, agenda: 'next-meeting' },
  ]);

/** Who is gone or away, in any part of the year. */
const gaps = fc.record({
  vacant: fc.subarray(['head-of-service', 'corporate-director', 'clerk']),
  away: fc.array(fc.record({ who: fc.constantFrom('ada', 'ben', 'dee'), from: fc.nat(360), days: fc.nat(90) }), {
    maxLength: 3,
  }),
});

/** The days on which the sweep runs, and the minute of each: after an outage there are few. */
const sweeps = fc.uniqueArray(fc.record({ day: fc.nat(364), minute: fc.nat(1439) }), {
  maxLength: 40,
  selector: ({ day }) => day,
});

interface World {
  path: EscalationStep[];
  gap: { vacant: string[]; away: { who: string; from: number; days: number }[] };
}

function known({ path, gap }: World): Facts {
  const all = anOrganisation();
  const absences = gap.away.map(({ who, from, days }) => ({
    personId: `person-${who}`,
    from: addDays(begins, from),
    to: addDays(begins, from + days),
  }));
  const holders = all.holders.filter(({ post }) => !gap.vacant.includes(post));
  const meetings = ['2018-09-20', '2018-11-15', '2019-01-31', '2019-03-28', '2019-06-06'].map((day) =>
    meeting('panel', day),
  );
  return facts({
    definition: aDefinition({ escalation: { standard: path } }),
    organisation: { ...all, holders, absences, meetings },
    rules: facts().rules,
  });
}

function at(world: World, now: Instant): Facts {
  return { ...known(world), now, today: londonDay(now), actor: { kind: 'system', name: 'sweep' } };
}

function begun(world: World): WorkItem {
  const fields = { director: 'corporate-director' };
  return changed(transitionWorkItem(anItem({}, known(world)), { transition: 'begin', fields }, known(world)));
}

/** The item after all of these sweeps and one at the end, with everything that fired, each with its day. */
function lived(world: World, instants: readonly Instant[]) {
  let item = begun(world);
  const fired: unknown[] = [];
  for (const now of [...instants, londonInstant(ends, '09:00')]) {
    const decision = passTime(item, at(world, now));
    if (!decision.allowed) continue;
    ({ item } = decision.change);
    fired.push(...firingsOf(decision.change));
    expect(passTime(item, at(world, now)).allowed).toBe(false);
  }
  return { item: withoutWriting(item), fired };
}

function firingsOf({ event, furtherEvents }: Change) {
  return [event, ...furtherEvents].map(({ type, occurredOn, fields, reason, firing, stepsVersion }) => {
    expect(stepsVersion).toBe(false);
    return { type, occurredOn, fields, reason, firing };
  });
}

/** When it was written is all that may differ. */
function withoutWriting(item: WorkItem) {
  const escalations = (item.records['escalations'] ?? []).map(({ no, fields }) => ({ no, fields }));
  return { ...item, records: { escalations } };
}

it('comes to the same firings and the same level however the sweeps are split', () => {
  fc.assert(
    fc.property(paths, gaps, sweeps, (path, gap, days) => {
      const world = { path, gap };
      const instants = days
        .map(({ day, minute }) => new Date(Date.parse(`${begins}T09:00:00Z`) + (day * 1440 + minute) * 60_000))
        .map((instant) => instant.toISOString())
        .sort();
      expect(lived(world, instants)).toEqual(lived(world, []));
    }),
    { numRuns: 150 },
  );
}, 60_000);

it('fires nothing twice, goes upwards alone, and tells of each level once', () => {
  fc.assert(
    fc.property(paths, gaps, (path, gap) => {
      const { item, fired } = lived({ path, gap }, []);
      const keys = (fired as ReturnType<typeof firingsOf>).flatMap(({ firing }) =>
        firing
          ? [[firing.deadline.key, firing.deadline.occurrence, firing.kind, firing.mark, firing.dueOn].join('|')]
          : [],
      );
      expect(new Set(keys).size).toBe(keys.length);
      const levels = item.records.escalations.map(({ fields }) => Number(fields['level']));
      expect(levels).toEqual([...new Set(levels)].sort((a, b) => a - b));
      expect(item.level).toBe(levels.at(-1) ?? 0);
      // Each level of the path with a time has fired, whatever became of it.
      const timed = path.filter(({ after }) => after !== undefined).map(({ level }) => String(level));
      expect(keys.filter((key) => key.includes('|level|')).length).toBe(timed.length);
    }),
    { numRuns: 150 },
  );
}, 60_000);
