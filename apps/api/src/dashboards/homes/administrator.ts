import { actingFor, formatDay, holderOn } from '@kept/domain';
import { barTable, count, figure, lateFigure } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import type { Home } from './officer.js';

/** Posts without a holder, calendars that end, rules whose text nobody here has read, and what is open in all. */
export async function administratorHome(reader: HomeReader): Promise<Home> {
  const { organisation, definitions, calendars, rules } = reader.caller.reference;
  const { today } = reader.caller;
  const workflows = [...new Set(definitions.map(({ key }) => key))];
  const rows = await reader.figures({ workflows });
  const vacant = organisation.posts.filter(({ key }) => holderOn(key, organisation, today) === null);
  const unread = rules.filter(({ textSeen }) => textSeen !== 'yes');
  return {
    lead: 'What keeps the dates right and every item owned.',
    figures: [
      lateFigure('vacant', 'posts without a holder', vacant.length),
      figure('open', 'open items', count(rows)),
      figure(
        'late',
        'of these late',
        count(rows, ({ late }) => late),
        { late: count(rows, ({ late }) => late) > 0 },
      ),
      figure('unread', 'rules whose text was not read in full', unread.length),
    ],
    tables: [
      {
        key: 'vacant',
        title: 'Posts without a holder',
        sentence:
          vacant.length === 0 ? 'Every post has a holder.' : 'Whoever holds the post above acts until it is filled.',
        columns: ['Post', 'Acts for it'].map((label) => ({ label, numeric: false })),
        rows: vacant.map(({ key, title }) => ({ cells: [title, nameOfActing(reader, key)], href: null })),
        bars: null,
      },
      {
        key: 'calendars',
        title: 'Calendars',
        sentence: 'A date that needs a day beyond these is refused, never guessed.',
        columns: ['Calendar', 'Known until'].map((label) => ({ label, numeric: false })),
        rows: calendars.map(({ title, kind, terms, knownTo }) => {
          const last = kind === 'terms' ? terms?.at(-1)?.to : knownTo;
          return { cells: [title, last === undefined ? 'nothing is loaded' : formatDay(last)], href: '/calendars' };
        }),
        bars: null,
      },
      byWorkflow(reader, rows, workflows),
    ],
    lists: [],
  };
}

function nameOfActing(reader: HomeReader, post: string): string {
  const { organisation } = reader.caller.reference;
  const acting = actingFor(post, organisation, reader.caller.today);
  return organisation.people.find(({ id }) => id === acting?.personId)?.name ?? 'nobody';
}

function byWorkflow(reader: HomeReader, rows: Awaited<ReturnType<HomeReader['tally']>>, workflows: readonly string[]) {
  const known = workflows.filter((key) => rows.some(({ workflow }) => workflow === key));
  return barTable(
    { key: 'workflows', title: 'Open items by workflow', sentence: `${count(rows)} items are open.` },
    ['Workflow', 'Open', 'Late'],
    known.map((key) => ({
      cells: [
        reader.definition(key)?.title.officer ?? key,
        count(rows, ({ workflow }) => workflow === key),
        count(rows, ({ workflow, late }) => workflow === key && late),
      ],
    })),
  );
}
