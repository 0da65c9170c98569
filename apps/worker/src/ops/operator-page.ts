import { lastRounds } from '../boot/loop.js';
import { secondsSince } from './take-stock.js';
import type { Stock } from './take-stock.js';

/** What this process knows of itself. */
export interface WorkerFacts {
  version: string;
  startedAt: Date;
  queue: 'postgres' | 'redis';
  /** Jobs by state; null where the queue does not answer. */
  jobs: Readonly<Record<string, number>> | null;
}

/** A line of the page: what was asked, the answer, and what to do where it is not as it should be. */
interface Line {
  what: string;
  answer: string;
  /** Null where all is well. */
  todo: string | null;
}

const lateAfter = 300;
const waitsLongAfter = 900;
const loopsWithin = 120;

/** The operator's page: plain HTML, no script, nothing from elsewhere, no word of an item or a person. */
export function operatorPage(stock: Stock, facts: WorkerFacts): string {
  const lines = [...servers(stock, facts), ...stock.councils.flatMap((council) => waits(stock, council)), ...loops()];
  const wrong = lines.filter(({ todo }) => todo !== null);
  const heading = wrong.length === 0 ? 'Kept is working' : `${wrong.length} to look at`;
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${heading} – Kept</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/page.css"></head>
<body><main><h1>${heading}</h1>
<table><caption>This worker, and what waits</caption>
<thead><tr><th scope="col">What</th><th scope="col">Now</th><th scope="col">What to do</th></tr></thead>
<tbody>
${lines.map(row).join('\n')}
</tbody></table>
<p>The same as figures: <a href="/metrics">/metrics</a>. The queue, to look at: <a href="/queues/">/queues</a>. What each line means: docs/runbook/operate.md.</p>
</main></body></html>
`;
}

export const pageStyle = `body{font:1rem/1.5 system-ui,sans-serif;margin:2rem;color:#0b0c0c}table{border-collapse:collapse}
caption{text-align:left;font-weight:bold}th,td{text-align:left;vertical-align:top;padding:.4rem 1rem .4rem 0;border-bottom:1px solid #b1b4b6}
td:last-child,thead th:last-child{min-width:6.5rem}
@media(max-width:40em){body{margin:1rem}th,td{font-size:.875rem;padding-right:.5rem}td{overflow-wrap:anywhere}td:last-child,thead th:last-child{min-width:4.5rem}}
`;

function row({ what, answer, todo }: Line): string {
  return `<tr><th scope="row">${escaped(what)}</th><td>${escaped(answer)}</td><td>${escaped(todo ?? 'Nothing')}</td></tr>`;
}

function servers(stock: Stock, { version, startedAt, queue, jobs }: WorkerFacts): Line[] {
  const { ready, reason, connections } = stock;
  const down = 'Look whether PostgreSQL runs; nothing is lost, and work goes on by itself when it is back.';
  const slow = 'Look whether it runs; messages go out without it meanwhile, only slower.';
  const counted = jobs === null ? 'does not answer' : countsOf(jobs);
  const used = `${connections.open} open, ${connections.idle} idle, ${connections.waiting} waiting`;
  return [
    line('Database', ready ? 'ready' : (reason ?? 'not ready'), ready, down),
    ...clocks(stock),
    line('Queue', `on ${queue}, ${counted}`, jobs !== null, slow),
    line('Worker', `version ${version}, since ${startedAt.toISOString()}`, true, ''),
    line('Connections', used, connections.waiting < 20, 'Work waits for the database: look at its load.'),
  ];
}

function clocks({ clock, aheadMs }: Stock): Line[] {
  if (clock === null || aheadMs === null) return [];
  const moved = clock.offsetMs === 0 ? 'the real time' : `moved by ${duration(Math.abs(clock.offsetMs) / 1_000)}`;
  const apart = `${Math.abs(aheadMs)} ms ${aheadMs < 0 ? 'behind' : 'ahead of'} the database`;
  const todo = 'Set up time synchronisation on this machine; no date hangs on it.';
  return [
    line('The clock that counts', `${clock.now}, ${moved}`, true, ''),
    line('This machine’s clock', apart, Math.abs(aheadMs) <= 5_000, todo),
  ];
}

function countsOf(jobs: Readonly<Record<string, number>>): string {
  return Object.entries(jobs)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
}

function waits(stock: Stock, { key, waiting }: Stock['councils'][number]): Line[] {
  const late = secondsSince(waiting.dueSince, stock);
  const oldest = secondsSince(waiting.waitingSince, stock);
  const aside = waiting.setAside;
  const unsent = waiting.failed + waiting.unknown;
  return [
    line(
      `${key}: dates to fire`,
      `${waiting.due} due, the oldest for ${duration(late)}`,
      late < lateAfter,
      'Is a worker running? Its log names items that could not be decided.',
    ),
    line(
      `${key}: messages`,
      `${waiting.waiting} to be sent, the oldest for ${duration(oldest)}; ${waiting.later} for later`,
      oldest < waitsLongAfter,
      'Look whether the mail server takes messages; the log of the worker says what it answers.',
    ),
    line(
      `${key}: set aside`,
      `${aside} messages`,
      aside === 0,
      'Somebody has to decide on each: send it again, or let it be.',
    ),
    line(
      `${key}: not delivered in seven days`,
      `${waiting.failed} failed, ${waiting.unknown} unknown`,
      unsent === 0,
      'The notices of each item say which; correct the address, or tell the person otherwise.',
    ),
  ];
}

function loops(): Line[] {
  return [...lastRounds].map(([name, at]) => {
    const ago = Math.round((Date.now() - at) / 1_000);
    return line(
      `Last round of ${name}`,
      `${duration(ago)} ago`,
      ago < loopsWithin,
      'It keeps failing: the log says with what.',
    );
  });
}

function line(what: string, answer: string, well: boolean, todo: string): Line {
  return { what, answer, todo: well ? null : todo };
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (letter) => names[letter] ?? letter);
}
