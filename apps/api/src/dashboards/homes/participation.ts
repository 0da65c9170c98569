import { formatDay } from '@kept/domain';
import type { TableView } from '@kept/contracts';
import type { TallyRow } from '@kept/database';
import { count, counted, figure, inState, lateIn, listHref } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import { gapNote, lateNote } from '../notes.js';
import { homeList, statesTable, wordTable } from '../tables.js';
import type { Home } from './officer.js';

const workflow = 'challenge-card';

/** The young people's side: what was asked, what waits to be screened, what was promised, what waits for their verdict. */
export async function participationHome(reader: HomeReader): Promise<Home> {
  const [rows, raised, answered, late, open] = await Promise.all([
    reader.tally({ workflows: [workflow], closed: true, fields: ['raisedBy'] }),
    reader.list({ workflow, states: ['raised'] }),
    reader.list({ workflow, states: ['answered'] }),
    reader.list({ workflow, overdue: true }, lateNote(reader.caller)),
    reader.noted({ workflow }, gapNote(reader.caller)),
  ]);
  const running = rows.filter(({ closed }) => !closed);
  const sentence = `${counted(count(rows), 'card', 'cards')} in all, ${count(running)} of them open.`;
  const all = (state: string) => listHref(workflow, { state });
  return {
    lead: 'What young people asked, and what became of it.',
    figures: [
      inState(running, workflow, 'raised', 'to be screened or triaged'),
      inState(running, workflow, 'answered', 'answered, and waiting for the young people’s verdict'),
      lateIn(running, workflow, 'late'),
      figure('open-promises', 'with something promised or asked and not given', open.length, {
        href: '#open-promises',
      }),
    ],
    tables: [
      statesTable(
        { key: 'states', title: 'Where the cards stand', sentence },
        'Cards',
        rows,
        reader.definition(workflow),
      ),
      councils(reader, running),
    ],
    lists: [
      homeList('raised', ['To be screened or triaged', 'Every card has been triaged.'], raised, all('raised')),
      homeList('answered', ['For a verdict', 'No answer waits for a verdict.'], answered, all('answered')),
      homeList('late', ['Late', 'Nothing is late.'], late, listHref(workflow, { overdue: 'true' })),
      homeList('open-promises', ['Promised or asked, and not given', 'Nothing that was promised is missing.'], open),
    ],
  };
}

/** Each council of young people: when it meets next, and what it may be told or asked there. */
function councils(reader: HomeReader, rows: readonly TallyRow[]): TableView {
  const { organisation } = reader.caller.reference;
  const { today } = reader.caller;
  const own = organisation.bodies.filter(({ kind }) => kind === 'childrens-council');
  const next = (body: string) =>
    organisation.meetings
      .filter((meeting) => meeting.body === body && meeting.heldOn >= today)
      .map(({ heldOn }) => heldOn)
      .sort()[0];
  const ofBody = (body: string) => rows.filter(({ values }) => values[0] === body);
  return wordTable(
    {
      key: 'councils',
      title: 'The councils and their next meetings',
      sentence: 'A council gives its verdict at its own meeting.',
    },
    ['Council', 'Meets next', 'Cards open', 'For a verdict'],
    own.map(({ key, title }) => ({
      cells: [
        title,
        next(key) === undefined ? 'No meeting is entered' : formatDay(next(key) ?? ''),
        count(ofBody(key)),
        count(ofBody(key), ({ state }) => state === 'answered'),
      ],
      href: listHref(workflow, { closed: 'false', field: `raisedBy:${key}` }),
    })),
    ['Cards open', 'For a verdict'],
  );
}
