import { daysBetween, formatDay, type WorkItem } from '@kept/domain';
import type { TableView } from '@kept/contracts';
import type { ValueRow } from '@kept/database';
import { waitingConsultations, type Consultation } from '../consultations.js';
import { oldestPapersDays, workflow } from '../education.js';
import { counted, figure, itemHref, lateFigure, listHref } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import { levelsTable, waitingLevels } from '../levels.js';
import { barTable, homeList, wordTable } from '../tables.js';
import type { Home } from './officer.js';

const consultations = { workflows: [workflow], kind: 'consultations' };
const answers = [
  ['offered', 'Offered a place'],
  ['full', 'Full'],
  ['cannot-meet-need', 'Cannot meet the need'],
  ['no-reply', 'No reply'],
  [null, 'Not answered yet'],
] as const;

/** What SEN opens in the morning: which schools owe an answer, which are full, and whose papers are out of date. */
export async function senOfficerHome(reader: HomeReader): Promise<Home> {
  const [waiting, schools, byAnswer, oldPapers, unasked, levels] = await Promise.all([
    waitingConsultations(reader),
    reader.newest({ ...consultations, by: ['school', 'yearGroup'], on: 'answeredOn' }),
    reader.values({ ...consultations, field: 'answer' }),
    reader.noted({ workflow }, oldPapersNote),
    reader.noted({ workflow }, unaskedNote),
    waitingLevels(reader, [workflow]),
  ]);
  const late = waiting.filter(({ daysLate }) => daysLate > 0);
  const due = waiting.filter(({ daysLate }) => daysLate === 0);
  const full = schools.filter(({ answer }) => answer === 'full');
  const mine = levels.filter(({ post }) => reader.caller.actor.posts.includes(post));
  return {
    lead: 'Which schools owe an answer, which are full, and whose papers are out of date.',
    figures: [
      lateFigure('late', 'consultations not answered after fifteen days', late.length, { href: '#late-answers' }),
      figure('due', 'consultations whose answer is still to come', due.length, { href: '#answers-due' }),
      lateFigure('papers', 'children whose papers are older than twelve weeks', oldPapers.length, { href: '#papers' }),
      lateFigure('unasked', 'children for whom no school is being asked', unasked.length, { href: '#unasked' }),
      figure('full', 'schools known to be full in a year', full.length, { href: '#full' }),
      lateFigure('levels', 'levels that wait for you', mine.length, { href: '#waiting-levels' }),
    ],
    tables: [
      waitingTable(late, { key: 'late-answers', title: 'Not answered after fifteen days' }),
      waitingTable(due, { key: 'answers-due', title: 'Answers to come' }),
      fullTable(full),
      answersTable(byAnswer),
      levelsTable(mine, {
        key: 'waiting-levels',
        title: 'Raised to you and not answered',
        empty: 'Nothing that was raised to you waits for an answer.',
      }),
    ],
    lists: [
      homeList('papers', ['Papers older than twelve weeks', 'All papers are fresh enough.'], oldPapers),
      homeList(
        'unasked',
        ['No school is being asked', 'For every child a school is being asked.'],
        unasked,
        listHref(workflow, { state: 'identified,consulting' }),
      ),
    ],
  };
}

/** Only while a school is looked for: whoever has an offer or a place needs no papers. */
const searching = ({ state }: WorkItem): boolean => ['identified', 'consulting'].includes(state);

function oldPapersNote(item: WorkItem, { today }: { today: string }): string | null {
  const { papersOn } = item.fields;
  if (!searching(item)) return null;
  if (typeof papersOn !== 'string') return 'The date of the papers is not known.';
  const days = daysBetween(papersOn, today);
  return days > oldestPapersDays ? `Papers of ${formatDay(papersOn)}: ${Math.floor(days / 7)} weeks old.` : null;
}

function unaskedNote(item: WorkItem): string | null {
  const asked = item.records['consultations'] ?? [];
  if (!searching(item) || asked.some(({ fields }) => fields['answer'] === undefined)) return null;
  const last = asked
    .map(({ fields }) => String(fields['answeredOn'] ?? fields['askedOn']))
    .sort()
    .at(-1);
  return last === undefined ? 'No school has been asked yet.' : `No school has been asked since ${formatDay(last)}.`;
}

function waitingTable(rows: readonly Consultation[], named: Pick<TableView, 'key' | 'title'>): TableView {
  const schools = new Set(rows.map(({ school }) => school)).size;
  const sentence =
    rows.length === 0
      ? 'There are none.'
      : `${counted(rows.length, 'answer', 'answers')} from ${counted(schools, 'school', 'schools')}. A school answers within fifteen days (SEND Code, 9.83).`;
  return wordTable(
    { ...named, sentence },
    ['School', 'School year', 'Child', 'Asked on', 'Answer due', 'Papers with'],
    rows.map((each) => ({
      cells: [each.school, each.yearGroup, each.reference, formatDay(each.askedOn), dueInWords(each), each.papersWith],
      href: itemHref(each),
    })),
  );
}

function dueInWords({ dueOn, daysLate }: Consultation): string {
  if (dueOn === null) return 'No date';
  return daysLate > 0 ? `${formatDay(dueOn)}: ${counted(daysLate, 'day', 'days')} late` : formatDay(dueOn);
}

/** To be read before papers go: what each school last said for each year. */
function fullTable(full: readonly Readonly<Record<string, unknown>>[]): TableView {
  const rows = full.map(
    ({ school, yearGroup, answeredOn }) => [String(school), Number(yearGroup), String(answeredOn)] as const,
  );
  const sorted = rows.sort(([one, year], [other, otherYear]) => one.localeCompare(other) || year - otherYear);
  return wordTable(
    {
      key: 'full',
      title: 'Full, by their last answer',
      sentence: rows.length === 0 ? 'No school has said that it is full.' : 'Read this before papers go to a school.',
    },
    ['School', 'School year', 'Said so on'],
    sorted.map(([school, year, day]) => ({ cells: [school, year, formatDay(day)] })),
    ['School year'],
  );
}

function answersTable(rows: readonly ValueRow[]): TableView {
  const of = (answer: string | null) => rows.find(({ value }) => value === answer)?.entries ?? 0;
  const all = rows.reduce((sum, { entries }) => sum + entries, 0);
  return barTable(
    {
      key: 'answers',
      title: 'What schools answer',
      sentence: `${of('offered')} of ${counted(all, 'consultation', 'consultations')} brought the offer of a place.`,
    },
    ['Answer', 'Consultations'],
    answers.map(([answer, label]) => ({ cells: [label, of(answer)] })),
  );
}
