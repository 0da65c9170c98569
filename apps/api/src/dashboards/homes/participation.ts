import { count, homeList, inState, lateIn, statesTable } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import type { Home } from './officer.js';

const workflow = 'challenge-card';

/** The young people's side: what was asked, what waits to be screened, what waits for their verdict. */
export async function participationHome(reader: HomeReader): Promise<Home> {
  const [rows, raised, answered] = await Promise.all([
    reader.tally({ workflows: [workflow], closed: true }),
    reader.list({ workflow, state: 'raised' }),
    reader.list({ workflow, state: 'answered' }),
  ]);
  const open = count(rows, ({ closed }) => !closed);
  const sentence = `${count(rows)} cards in all, ${open} of them open.`;
  return {
    lead: 'What young people asked, and what became of it.',
    figures: [
      inState(rows, workflow, 'raised', 'to be screened or triaged'),
      inState(rows, workflow, 'answered', 'answered, and waiting for the young people’s verdict'),
      lateIn(rows, workflow, 'late'),
    ],
    tables: [
      statesTable(
        { key: 'states', title: 'Where the cards stand', sentence },
        'Cards',
        rows,
        reader.definition(workflow),
      ),
    ],
    lists: [
      homeList('raised', ['To be screened or triaged', 'Every card has been triaged.'], raised),
      homeList('answered', ['For a verdict', 'No answer waits for a verdict.'], answered),
    ],
  };
}
