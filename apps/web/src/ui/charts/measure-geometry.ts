import { daysBetween, formatDay, type Actual, type Forecast, type Measure } from '@kept/domain';

/** What a chart of a measure is drawn from; the server works the forecast out. */
export interface MeasureFigures {
  measure: Measure;
  actuals: readonly Actual[];
  forecast: Forecast;
}

interface Point {
  x: number;
  y: number;
}

/** Everything that is drawn, in pixels of a drawing of this width. */
export interface MeasureDrawing {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  target: { y: number; label: string };
  ticks: readonly { y: number; label: string }[];
  days: readonly { x: number; label: string; anchor: 'start' | 'end' }[];
  actuals: readonly Point[];
  /** Points of the lines, as SVG writes them. */
  line: string;
  band: string | null;
  expected: string | null;
  bandLabel: (Point & { text: string }) | null;
}

const height = 300;
const margin = { left: 48, right: 16, top: 30, bottom: 34 };

/** The drawing of a measure at a width: what was counted, the target, and the forecast as a band up to its day. */
export function drawMeasure({ measure, actuals, forecast }: MeasureFigures, width: number): MeasureDrawing {
  const plot = { left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };
  const span = spanOf(measure, actuals);
  const top = topOf(measure, actuals, forecast);
  const x = (on: string) => scale(daysBetween(span.from, on), span.days, plot.left, plot.right);
  const y = (value: number) => scale(Math.max(0, value), top.value, plot.bottom, plot.top);
  const points = actuals.map(({ on, value }) => ({ x: x(on), y: y(value) }));
  return {
    width,
    height,
    plot,
    target: { y: y(measure.target), label: `Target ${figure(measure.target)}` },
    ticks: top.ticks.map((value) => ({ y: y(value), label: figure(value) })),
    days: [
      { x: plot.left, label: formatDay(span.from), anchor: 'start' },
      { x: plot.right, label: formatDay(span.to), anchor: 'end' },
    ],
    actuals: points,
    line: pointsOf(points),
    ...bandOf(measure, forecast, { x, y }),
  };
}

/** A figure as a label writes it: whole, or with one digit. */
export function figure(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** `113 to 124`, or one figure where both ends are the same. */
export function rangeInWords({ low, high }: { low: number; high: number }): string {
  const [least, most] = [low, high].map((end) => (Math.abs(end) >= 20 ? String(Math.round(end)) : figure(end)));
  return least === most ? `${least}` : `${least} to ${most}`;
}

interface Scales {
  x: (on: string) => number;
  y: (value: number) => number;
}

/** From the last actual, or for a snapshot from its day, to the day of the target. */
function bandOf({ kind, target, targetOn }: Measure, forecast: Forecast, { x, y }: Scales) {
  if (forecast.kind !== 'running' || !forecast.latest) return { band: null, expected: null, bandLabel: null };
  const { latest, low, high, expected } = forecast;
  const begins = x(latest.on);
  const ends = x(targetOn);
  const from =
    kind === 'snapshot' ? { low, high, expected } : { low: latest.value, high: latest.value, expected: latest.value };
  const corners = [
    { x: begins, y: y(from.high) },
    { x: ends, y: y(high) },
    { x: ends, y: y(low) },
    { x: begins, y: y(from.low) },
  ];
  return {
    band: pointsOf(corners),
    expected: pointsOf([
      { x: begins, y: y(from.expected) },
      { x: ends, y: y(expected) },
    ]),
    bandLabel: { x: ends, y: labelAt(y(high), y(low), y(target)), text: `Forecast ${rangeInWords(forecast)}` },
  };
}

function spanOf({ baselineOn, targetOn }: Measure, actuals: readonly Actual[]) {
  const days = [baselineOn, targetOn, ...actuals.map(({ on }) => on)].filter((on) => on !== null).sort();
  const from = days[0] ?? targetOn;
  const to = days.at(-1) ?? targetOn;
  return { from, to, days: Math.max(1, daysBetween(from, to)) };
}

/** Above the band, where the target's own label leaves room for it, else below. */
function labelAt(high: number, low: number, target: number): number {
  const above = high - 8;
  return Math.abs(above - (target - 7)) < 20 || Math.abs(above - target) < 14 ? low + 18 : above;
}

/** The top of the scale, and three or four round figures on it. */
function topOf({ target }: Measure, actuals: readonly Actual[], forecast: Forecast) {
  const values = [
    target,
    ...actuals.map(({ value }) => value),
    ...(forecast.kind === 'running' ? [forecast.high] : []),
  ];
  const most = Math.max(1, ...values) * 1.1;
  const power = 10 ** Math.floor(Math.log10(most / 3));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => most / each <= 5) ?? most;
  const count = Math.floor(most / step);
  return { value: most, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

function scale(value: number, size: number, from: number, to: number): number {
  return Math.round((from + (value / size) * (to - from)) * 10) / 10;
}

function pointsOf(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ');
}
