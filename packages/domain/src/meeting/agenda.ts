import type { Missing } from '../work-item/work-item.js';

/** What an item of an agenda is, so that it can lead to where its matter is kept. */
export const agendaKinds = [
  'apologies',
  'declarations',
  'minutes',
  'announcements',
  'matters-arising',
  'young-people',
  'challenge-cards',
  'report',
  'verbal-update',
  'other',
] as const;
export type AgendaKind = (typeof agendaKinds)[number];

export interface AgendaItem {
  id: string;
  title: string;
  kind: AgendaKind;
  /** The post that leads it. */
  leadPost: string | null;
  /** Taken while press and public are excluded: Local Government Act 1972, section 100A(2) or (4). */
  exempt: boolean;
  /**
   * Excluded by the law itself, without a motion: what a government department gave on terms that forbid its disclosure, or
   * what an enactment or a court forbids to disclose. Section 100A(2) and (3).
   */
  confidential: boolean;
  /** The paragraphs of Part 1 of Schedule 12A to the Act, 1 to 7; empty where it is open or confidential. */
  paragraphs: readonly number[];
  /** Discussed without the public, and yet its minutes are open to all. */
  minutesOpen: boolean;
  /** References of the work items that it is about. */
  links: readonly string[];
  /** Where its papers stand in the pack: “19 to 22”. */
  pages: string | null;
}

/** An item as the public reads it, with its number. */
export interface OpenAgendaItem extends AgendaItem {
  number: number;
}

/** What is not as an agenda must be; `field` is `items.3.paragraphs` for the fourth item. */
export function agendaFaults(items: readonly AgendaItem[], posts: ReadonlySet<string>): Missing[] {
  return items.flatMap((item, place) => {
    const fault = (field: string, text: string) => ({ field: `items.${place}.${field}`, text });
    return [
      ...(item.title.trim() === '' ? [fault('title', 'Enter what the item is called.')] : []),
      ...(items.findIndex(({ id }) => id === item.id) < place ? [fault('id', 'This item stands there twice.')] : []),
      ...(item.leadPost !== null && !posts.has(item.leadPost) ? [fault('leadPost', 'Choose a post that exists.')] : []),
      ...exemptFaults(item).map(({ field, text }) => fault(field, text)),
    ];
  });
}

function exemptFaults(item: AgendaItem): Missing[] {
  const { exempt, confidential, paragraphs, minutesOpen } = item;
  if (confidential) return confidentialFaults(item);
  if (!exempt) {
    const open = 'An open item has no paragraph of Schedule 12A.';
    if (paragraphs.length > 0) return [{ field: 'paragraphs', text: open }];
    return minutesOpen ? [{ field: 'minutesOpen', text: 'The minutes of an open item are open.' }] : [];
  }
  if (paragraphs.length === 0) {
    return [{ field: 'paragraphs', text: 'Name the paragraph of Schedule 12A by which it is exempt.' }];
  }
  const known = paragraphs.every((each) => Number.isInteger(each) && each >= 1 && each <= 7);
  return known ? [] : [{ field: 'paragraphs', text: 'Schedule 12A has paragraphs 1 to 7.' }];
}

function confidentialFaults({ exempt, paragraphs, minutesOpen }: AgendaItem): Missing[] {
  const fault = (field: string, text: string) => ({ field, text });
  return [
    ...(exempt ? [] : [fault('exempt', 'What is confidential is taken without press and public.')]),
    ...(paragraphs.length > 0
      ? [fault('paragraphs', 'What is confidential is closed by the law itself, by no paragraph of Schedule 12A.')]
      : []),
    ...(minutesOpen ? [fault('minutesOpen', 'The minutes of what is confidential are not open.')] : []),
  ];
}

/** Are its minutes read by those alone who may read exempt matters? */
export function hasClosedMinutes({ exempt, minutesOpen }: Pick<AgendaItem, 'exempt' | 'minutesOpen'>): boolean {
  return exempt && !minutesOpen;
}

/**
 * The agenda as it may be open to inspection (Local Government Act 1972, section 100B): an exempt item by its title alone,
 * with the paragraphs that the motion names. Whose it is, what it is about and where its papers stand are left out.
 */
export function openEdition(items: readonly AgendaItem[]): OpenAgendaItem[] {
  return items.map((item, place) => {
    const { id, title, exempt, confidential, paragraphs, minutesOpen } = item;
    const number = place + 1;
    if (!exempt) return { ...item, number };
    return {
      id,
      number,
      title,
      kind: 'other',
      leadPost: null,
      exempt,
      confidential,
      paragraphs,
      minutesOpen,
      links: [],
      pages: null,
    };
  });
}

/**
 * The motion to exclude press and public, or null where nothing is exempt. It says which items it is for, in which terms
 * of the Schedule the information is exempt, and that the public interest was weighed: Local Government Act 1972, section
 * 100A(4) and (5), and Schedule 12A, Part 2, paragraph 10. What is confidential needs no motion.
 */
export function exclusionMotion(items: readonly AgendaItem[]): string | null {
  const exempt = items.flatMap((item, place) =>
    item.exempt && !item.confidential ? [{ number: place + 1, item }] : [],
  );
  if (exempt.length === 0) return null;
  const numbers = exempt.map(({ number }) => number);
  const paragraphs = [...new Set(exempt.flatMap(({ item }) => item.paragraphs))].sort((a, b) => a - b);
  return [
    `That, by section 100A(4) of the Local Government Act 1972, press and public leave the meeting for`,
    `${counted('item', numbers)} of the agenda, since with them present it is likely that exempt information would be`,
    `disclosed, as described in ${counted('paragraph', paragraphs)} of Part 1 of Schedule 12A to the Act, and in all the circumstances of the case the`,
    `public interest in keeping it exempt outweighs the public interest in disclosing it (Part 2, paragraph 10).`,
  ].join(' ');
}

function counted(noun: string, numbers: readonly number[]): string {
  if (numbers.length === 1) return `${noun} ${numbers[0]}`;
  return `${noun}s ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}
