import type { AgendaView, FieldsBody, MeetingListView, OutcomeBody, PostListView } from '@kept/contracts';
import type { FormField } from '../../../forms/DefinitionForm.vue';
import { dayInWords } from '../../../ui/dates.js';
import { freeField, neededField, postChoices } from './form-fields.js';

type Kind = OutcomeBody['kind'];

export interface OutcomeChoices {
  agenda: AgendaView;
  posts: PostListView;
  /** Those to come, of the same body. */
  meetings: MeetingListView;
}

const noItem = 'none';
const texts: Record<Kind, string> = {
  note: 'What was noted',
  agree: 'What was agreed',
  refer: 'What was referred, and to whom',
  action: 'What is to be done',
  'challenge-accepted': 'What was said of it',
};

/** What is asked of an outcome: its minute, its words, and where it leads. */
export function outcomeFields(kind: Kind, { agenda, posts, meetings }: OutcomeChoices): FormField[] {
  const items = agenda.items.map(({ id, number, title }) => ({ value: id, label: `${number}: ${title}` }));
  return [
    neededField({
      key: 'minute',
      type: 'integer',
      label: 'Minute',
      min: 1,
      whenEmpty: 'Enter the number of the minute',
    }),
    freeField({ key: 'paragraph', type: 'text', label: 'Paragraph', max: 40 }),
    neededField({
      key: 'agendaItemId',
      type: 'post',
      label: 'Item of the agenda',
      options: [...items, { value: noItem, label: 'None of them: open to all who read the minutes' }],
      hint: 'Under a closed item it stays with those who may read exempt matters.',
      whenEmpty: 'Choose the item of the agenda, or none of them',
    }),
    neededField({
      key: 'text',
      type: 'text',
      label: texts[kind],
      max: 300,
      hint: 'In one sentence, without the name of a child.',
      whenEmpty: `Enter ${texts[kind].charAt(0).toLowerCase()}${texts[kind].slice(1)}`,
    }),
    ...(kind === 'action' ? actionFields(posts, meetings) : [referenceField(kind)]),
  ];
}

function actionFields(posts: PostListView, { meetings }: MeetingListView): FormField[] {
  return [
    freeField({
      key: 'ownerPost',
      type: 'post',
      label: 'Owner post',
      options: postChoices(posts),
      hint: 'Where none was named, the corporate parenting officer has it.',
    }),
    freeField({
      key: 'dueMeeting',
      type: 'meeting',
      label: 'Due at the meeting',
      options: meetings.map(({ id, date }) => ({ value: id, label: dayInWords(date) })),
      hint: 'The date moves with the meeting.',
    }),
    freeField({ key: 'dueOn', type: 'date', label: 'Or due on', hint: 'Without either it is 20 working days.' }),
  ];
}

function referenceField(kind: Kind): FormField {
  if (kind !== 'challenge-accepted')
    return freeField({ key: 'reference', type: 'item', label: 'The item that it is about' });
  return neededField({
    key: 'reference',
    type: 'item',
    label: 'The challenge card',
    hint: 'Its reference, for example CC-2019-002',
    whenEmpty: 'Enter the reference of the challenge card',
  });
}

const textOf = (value: FieldsBody[string] | undefined): string | null => (typeof value === 'string' ? value : null);

/** What was typed, as it is sent. */
export function outcomeOf(kind: Kind, values: FieldsBody): OutcomeBody {
  const [ownerPost, dueOn, dueMeeting] = ['ownerPost', 'dueOn', 'dueMeeting'].map((key) => textOf(values[key]));
  const action = {
    ...(ownerPost && { ownerPost }),
    ...(dueOn && { dueOn }),
    ...(dueMeeting && { dueMeeting }),
  };
  return {
    kind,
    minute: Number(values['minute']),
    paragraph: textOf(values['paragraph']),
    agendaItemId: values['agendaItemId'] === noItem ? null : textOf(values['agendaItemId']),
    text: textOf(values['text']) ?? '',
    reference: textOf(values['reference']),
    ...(kind === 'action' && { action }),
  };
}
