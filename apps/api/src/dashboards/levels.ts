import { answerKey, formatDay } from '@kept/domain';
import type { TableView } from '@kept/contracts';
import type { WaitingRow } from '@kept/database';
import { counted, itemHref } from './figures.js';
import type { HomeReader } from './home-reader.js';
import { wordTable } from './tables.js';

/** A level to which an item was raised, and that has not answered. */
export interface WaitingLevel {
  reference: string;
  workflow: string;
  title: string;
  level: number;
  post: string;
  postTitle: string;
  raisedOn: string;
  acknowledged: boolean;
  /** By when the answer is due, or was promised. */
  dueOn: string | null;
  late: boolean;
  /** How it stands, in words. */
  standing: string;
}

/** Of open items that the caller may see, the longest late first. */
export async function waitingLevels(reader: HomeReader, workflows: readonly string[]): Promise<WaitingLevel[]> {
  const rows = await reader.waiting({ workflows, kind: 'escalations', without: 'answeredOn', deadline: answerKey });
  return rows.filter(isAsked).map((row) => levelOf(row, reader));
}

/** An agenda answers nobody, and what time raised by itself is asked no more once its limit is done with. */
function isAsked({ fields, dueOn }: WaitingRow): boolean {
  const byItself = typeof fields['limit'] === 'string';
  return typeof fields['post'] === 'string' && (dueOn !== null || !byItself);
}

function levelOf(row: WaitingRow, reader: HomeReader): WaitingLevel {
  const { reference, workflow, title, fields, addedOn, dueOn, daysLate } = row;
  const acknowledged = fields['acknowledgedBy'] !== undefined && fields['acknowledgedBy'] !== null;
  const late = daysLate !== null && daysLate > 0;
  const promise = acknowledged ? 'Promised for' : 'Not acknowledged, and due by';
  const day = dueOn === null ? '' : ` ${formatDay(dueOn)}`;
  const words = late ? `: ${counted(daysLate, 'day', 'days')} late` : '';
  return {
    reference,
    workflow,
    title,
    level: Number(fields['level']),
    post: String(fields['post']),
    postTitle: reader.titleOf(fields['post']),
    raisedOn: addedOn,
    acknowledged,
    dueOn,
    late,
    standing: `${promise}${day}${words}`,
  };
}

/** With whom each level waits, since when, and whether what was promised is late. */
export function levelsTable(
  levels: readonly WaitingLevel[],
  named: { key: string; title: string; empty: string; first?: number } = {
    key: 'waiting-levels',
    title: 'Raised and not answered',
    empty: 'Every level that was asked has answered.',
  },
): TableView {
  const late = levels.filter((each) => each.late).length;
  const sentence =
    levels.length === 0
      ? named.empty
      : `${counted(levels.length, 'level has', 'levels have')} been asked and not answered${late === 0 ? '' : `, ${late} of them late`}.`;
  return wordTable(
    { key: named.key, title: named.title, sentence, first: named.first ?? null },
    ['Item', 'Level', 'Waits with', 'Raised on', 'Answer'],
    levels.map((each) => ({
      cells: [`${each.title} (${each.reference})`, each.level, each.postTitle, formatDay(each.raisedOn), each.standing],
      href: itemHref(each),
    })),
    ['Level'],
  );
}
