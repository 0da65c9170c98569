import type {
  AgendaItemView,
  AgendaView,
  MeetingView,
  MovedMeetingView,
  OutcomesView,
  SeatView,
} from '@kept/contracts';
import { dayInWords } from '../../../ui/dates.js';
import { listInWords } from '../../../ui/words.js';

export const agendaKinds: readonly { value: AgendaItemView['kind']; label: string }[] = [
  { value: 'apologies', label: 'Apologies and substitutes' },
  { value: 'declarations', label: 'Declarations of interest' },
  { value: 'minutes', label: 'Minutes of the last meeting' },
  { value: 'announcements', label: 'Announcements' },
  { value: 'matters-arising', label: 'Matters arising' },
  { value: 'young-people', label: 'Young people speak' },
  { value: 'challenge-cards', label: 'Challenge cards' },
  { value: 'report', label: 'Report' },
  { value: 'verbal-update', label: 'Verbal update' },
  { value: 'other', label: 'Something else' },
];

/** What an item is; `other` says nothing. */
export function agendaKindInWords(kind: AgendaItemView['kind']): string | null {
  return kind === 'other' ? null : (agendaKinds.find(({ value }) => value === kind)?.label ?? null);
}

/** Local Government Act 1972, Schedule 12A, Part 1, in short. */
export const exemptParagraphs: readonly string[] = [
  'About any individual',
  'Likely to reveal who an individual is',
  'About the financial or business affairs of any particular person, including the authority',
  'About consultations or negotiations on labour relations',
  'Legal professional privilege could be claimed',
  'About a notice or an order that the council means to make',
  'About preventing, investigating or prosecuting crime',
];

/** “Exempt by paragraphs 1 and 2 of Schedule 12A”; of what the law itself closes, by which section. */
export function exemptInWords({ confidential, paragraphs, minutesOpen }: AgendaItemView): string {
  if (confidential) return 'Confidential by section 100A(2) of the Local Government Act 1972';
  const words = listInWords([...paragraphs].sort((a, b) => a - b).map(String));
  const by = `Exempt by ${paragraphs.length === 1 ? 'paragraph' : 'paragraphs'} ${words} of Schedule 12A`;
  return minutesOpen ? `${by}; its minutes are open` : by;
}

/** “Exempt” or “Confidential”; null for an open item. */
export const closedInWords = ({ exempt, confidential }: AgendaItemView): string | null =>
  confidential ? 'Confidential' : exempt ? 'Exempt' : null;

export const outcomeKinds: readonly {
  value: OutcomesView['outcomes'][number]['kind'];
  label: string;
  hint: string;
}[] = [
  { value: 'note', label: 'Noted', hint: 'The meeting took note of it.' },
  { value: 'agree', label: 'Agreed', hint: 'The meeting resolved something.' },
  { value: 'refer', label: 'Referred', hint: 'It goes to somebody else, or to another meeting.' },
  { value: 'action', label: 'Action', hint: 'Somebody is to do something: a panel action is opened.' },
  { value: 'challenge-accepted', label: 'Challenge accepted', hint: 'A challenge card was accepted at the meeting.' },
];

export const outcomeInWords = (kind: OutcomesView['outcomes'][number]['kind']): string =>
  outcomeKinds.find(({ value }) => value === kind)?.label ?? kind;

export const seatPlaces: readonly { value: SeatView['place']; label: string }[] = [
  { value: 'chair', label: 'Chair' },
  { value: 'vice-chair', label: 'Vice-chair' },
  { value: 'member', label: 'Member' },
  { value: 'co-opted', label: 'Co-opted' },
  { value: 'substitute', label: 'Named substitute' },
];

export const placeInWords = (place: SeatView['place']): string =>
  seatPlaces.find(({ value }) => value === place)?.label ?? place;

/** Who sits there: a name where a post holds the seat, else what the seat is. */
export function seatInWords({ title, holder, vacant }: SeatView): string {
  if (vacant) return `${title} (vacant)`;
  return holder === null ? title : `${title} (${holder})`;
}

/** “Corporate Parenting Panel, 18 February 2020”. */
export const meetingInWords = (meeting: MeetingView): string => `${meeting.body.title}, ${dayInWords(meeting.date)}`;

/** How the agenda stands to the public. */
export function publishedInWords(published: AgendaView['published']): string {
  if (published === null) return 'It has not been published yet.';
  const again = published.no === 1 ? 'Published' : `Published ${published.no} times, last`;
  const since = published.isCurrent === false ? ' It has changed since; the public reads what was published.' : '';
  return `${again} on ${dayInWords(published.at.slice(0, 10))}.${since}`;
}

/** `1 date moved with it.`; what the reader may not see is counted too. */
export function movedWithIt({ moved, unseen }: Pick<MovedMeetingView, 'moved' | 'unseen'>): string {
  const many = moved.length + unseen;
  return many === 1 ? '1 date moved with it.' : `${many} dates moved with it.`;
}
