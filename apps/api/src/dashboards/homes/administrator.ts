import { actingFor, addMonths, formatDay, holderOn, type Calendar, type LocalDate } from '@kept/domain';
import type { TableView } from '@kept/contracts';
import type { TallyRow } from '@kept/database';
import { count, counted, figure, lateFigure } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import { barTable, wordTable } from '../tables.js';
import type { Home } from './officer.js';

/** Posts without a holder, calendars that end, rules whose text nobody here has read, and what is open in all. */
export async function administratorHome(reader: HomeReader): Promise<Home> {
  const { organisation, definitions, calendars, rules } = reader.caller.reference;
  const { today } = reader.caller;
  const workflows = [...new Set(definitions.map(({ key }) => key))];
  const rows = await reader.figures({ workflows });
  const vacant = organisation.posts.filter(({ key }) => holderOn(key, organisation, today) === null);
  const leaving = leavers(reader);
  const ending = calendars.filter((calendar) => endsWithinAYear(calendar, today));
  const unread = rules.filter(({ textSeen }) => textSeen !== 'yes');
  const late = count(rows, (row) => row.late);
  return {
    lead: 'What keeps the dates right and every item owned.',
    figures: [
      figure('people', 'people, with those who left', organisation.people.length, { href: '/people' }),
      lateFigure('vacant', 'posts without a holder', vacant.length, { href: '/posts?show=vacant' }),
      figure('leaving', 'posts whose holder or cover ends within three months', leaving.rows.length, {
        href: '#leaving',
      }),
      lateFigure('ending', 'calendars that end within a year', ending.length, { href: '#calendars' }),
      figure('unread', 'rules whose text was not read in full', unread.length, { href: '#rules' }),
      figure('open', 'open items', count(rows), { href: '#workflows' }),
      lateFigure('late', 'of these late', late, { href: '#workflows' }),
    ],
    tables: [
      vacantTable(reader, vacant),
      leaving,
      calendarTable(reader, ending.length),
      wordTable(
        {
          key: 'rules',
          title: 'Rules whose text was not read in full',
          sentence: 'Their dates are right as far as we know. Somebody should read the law itself.',
        },
        ['Rule', 'What was seen', 'Source'],
        unread.map(({ key, title, textSeen, source }) => ({
          cells: [title, seenInWords[textSeen], source.law],
          href: `/rules/library/${key}`,
        })),
      ),
      byWorkflow(reader, rows, workflows),
    ],
    lists: [],
  };
}

const seenInWords = {
  yes: 'The text',
  part: 'Part of the text',
  secondary: 'Another’s account',
  packs: 'The panel’s papers',
};

function vacantTable(reader: HomeReader, vacant: readonly { key: string; title: string }[]): TableView {
  const { organisation } = reader.caller.reference;
  const acting = (post: string) => {
    const found = actingFor(post, organisation, reader.caller.today);
    return organisation.people.find(({ id }) => id === found?.personId)?.name ?? 'nobody';
  };
  return wordTable(
    {
      key: 'vacant',
      title: 'Posts without a holder',
      sentence:
        vacant.length === 0 ? 'Every post has a holder.' : 'Whoever holds the post above acts until it is filled.',
    },
    ['Post', 'Acts for it'],
    vacant.map(({ key, title }) => ({ cells: [title, acting(key)], href: `/posts/${key}` })),
  );
}

/** Who leaves a post, and whose cover of one ends: work that must not wait for its next holder. */
function leavers({ caller, titleOf }: HomeReader): TableView {
  const { holders, covers, people } = caller.reference.organisation;
  const until = addMonths(caller.today, 3);
  const soon = (to: LocalDate | null) => to !== null && to >= caller.today && to <= until;
  const nameOf = (personId: string) => people.find(({ id }) => id === personId)?.name ?? personId;
  const line = (kind: string) => (each: { post: string; personId: string; to: LocalDate | null }) => ({
    cells: [titleOf(each.post), `${nameOf(each.personId)} (${kind})`, formatDay(each.to ?? '')],
    href: `/posts/${each.post}`,
  });
  const rows = [
    ...holders.filter(({ to }) => soon(to)).map(line('holds it')),
    ...covers.filter(({ to }) => soon(to)).map(line('covers it')),
  ];
  return wordTable(
    {
      key: 'leaving',
      title: 'Ends within three months',
      sentence: rows.length === 0 ? 'Nobody leaves, and no cover ends.' : 'Name who follows before the last day.',
    },
    ['Post', 'Who', 'Last day'],
    rows,
  );
}

/** Terms end with the last one that is loaded, whatever the calendar is said to be known for. */
function lastDay({ kind, terms, knownTo }: Calendar): LocalDate | undefined {
  return kind === 'terms' ? terms?.at(-1)?.to : knownTo;
}

function endsWithinAYear(calendar: Calendar, today: LocalDate): boolean {
  const last = lastDay(calendar);
  return last === undefined || last < addMonths(today, 12);
}

function calendarTable({ caller }: HomeReader, ending: number): TableView {
  const { calendars } = caller.reference;
  return wordTable(
    {
      key: 'calendars',
      title: 'Calendars',
      sentence: `${counted(ending, 'calendar ends', 'calendars end')} within a year. A date that needs a day beyond them is refused, never guessed.`,
    },
    ['Calendar', 'Known until', ''],
    calendars.map((calendar) => {
      const last = lastDay(calendar);
      const until = last === undefined ? 'Nothing is loaded' : formatDay(last);
      const ends = endsWithinAYear(calendar, caller.today) ? 'Ends within a year' : '';
      return { cells: [calendar.title, until, ends], href: `/calendars/${calendar.key}` };
    }),
  );
}

function byWorkflow(reader: HomeReader, rows: readonly TallyRow[], workflows: readonly string[]): TableView {
  const known = workflows.filter((key) => rows.some(({ workflow }) => workflow === key));
  return barTable(
    {
      key: 'workflows',
      title: 'Open items by workflow',
      sentence: `${counted(count(rows), 'item is', 'items are')} open.`,
    },
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
