import { z } from 'zod';
import { localDate } from './values.js';

const assessment = z.enum(['on-track', 'at-risk', 'off-track', 'unknown']);
export const actualView = z.object({ on: localDate, value: z.number(), note: z.string().nullable() });
const outlook = { latest: actualView.nullable(), sentence: z.string() };
const reachedOn = z.object({
  earliest: localDate.nullable(),
  expected: localDate.nullable(),
  latest: localDate.nullable(),
});
/** What the actuals say of the day of the target, in the unit of the measure. */
export const forecastView = z.discriminatedUnion('kind', [
  /** Too little was counted to say anything. */
  z.object({ kind: z.literal('none'), ...outlook }),
  /** Where the pace leads; `reachedOn` where it counts up to its target. */
  z.object({
    kind: z.literal('running'),
    ...outlook,
    low: z.number(),
    expected: z.number(),
    high: z.number(),
    reachedOn: reachedOn.nullable(),
  }),
  /** Its day has passed: how it stood. */
  z.object({ kind: z.literal('over'), ...outlook, value: z.number().nullable(), reached: z.boolean() }),
]);

export const measureView = z
  .object({
    /** Of its record; an actual names it. */
    no: z.number().int(),
    name: z.string(),
    unit: z.string(),
    baseline: z.number().nullable(),
    baselineOn: localDate.nullable(),
    target: z.number(),
    targetOn: localDate,
    /** H: higher is better. L: lower is better. T: the target itself. */
    polarity: z.enum(['H', 'L', 'T']),
    kind: z.enum(['cumulative', 'snapshot']),
    /** From this day it is no longer asked. */
    endedOn: localDate.nullable(),
    /** By day, soonest first; of several on one day the last counts. */
    actuals: z.array(actualView),
    /** Null where it is no longer asked. */
    forecast: forecastView.nullable(),
  })
  .meta({ id: 'Measure' });

/** How an item with measures stands, worked out today from them and from the items that are part of it. */
export const itemMeasuresView = z
  .object({
    assessment: z.object({
      is: assessment,
      /** `no`: of the measure; left out for the parts. */
      reasons: z.array(
        z.object({
          about: z.enum(['measure', 'actions']),
          no: z.number().int().optional(),
          assessment,
          text: z.string(),
        }),
      ),
    }),
    /** It stands on track, at risk or off track, and comes to something else today. */
    differs: z.boolean(),
    measures: z.array(measureView),
  })
  .meta({ id: 'ItemMeasures' });
export type ActualView = z.infer<typeof actualView>;
export type ForecastView = z.infer<typeof forecastView>;
export type MeasureView = z.infer<typeof measureView>;
export type ItemMeasuresView = z.infer<typeof itemMeasuresView>;
