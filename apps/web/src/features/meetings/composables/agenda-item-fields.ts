import type { AgendaItemView, FieldsBody, PostListView } from '@kept/contracts';
import type { FormField } from '../../../forms/DefinitionForm.vue';
import { freeField, neededField, postChoices } from './form-fields.js';
import { agendaKinds } from './meeting-words.js';
import type { AgendaDraft } from './use-agenda.js';

/** Local Government Act 1972, section 100A(2) to (4). */
const closings = [
  { value: 'open', label: 'Everybody' },
  { value: 'exempt', label: 'Not press and public: it is exempt, and the meeting decides so by a motion' },
  {
    value: 'confidential',
    label:
      'Not press and public: it is confidential, as a government department, an enactment or a court forbids to disclose it',
  },
] as const;

export function agendaItemFields(posts: PostListView): FormField[] {
  return [
    neededField({
      key: 'title',
      type: 'text',
      label: 'What it is called',
      max: 300,
      hint: 'The public reads the title of an exempt item too. Name nobody in it.',
      whenEmpty: 'Enter what the item is called',
    }),
    neededField({
      key: 'kind',
      type: 'choice',
      label: 'What it is',
      options: [...agendaKinds],
      whenEmpty: 'Choose what it is',
    }),
    freeField({ key: 'leadPost', type: 'post', label: 'Who leads it', options: postChoices(posts) }),
    freeField({ key: 'pages', type: 'text', label: 'Pages of the pack', max: 40, hint: 'For example, 19 to 22' }),
    freeField({
      key: 'links',
      type: 'text',
      label: 'What it is about',
      max: 200,
      hint: 'References with commas between them, for example CC-2019-002, WP-2020-001',
    }),
    neededField({
      key: 'exempt',
      type: 'choice',
      label: 'Who may be there for it?',
      options: [...closings],
      hint: 'Exempt only where the public interest in keeping it exempt outweighs the public interest in disclosing it (Schedule 12A, Part 2, paragraph 10).',
      whenEmpty: 'Choose who may be there for it',
    }),
    freeField({
      key: 'paragraphs',
      type: 'text',
      label: 'Paragraphs of Schedule 12A by which it is exempt',
      max: 20,
      hint: 'Numbers from 1 to 7, with commas between them. Leave it empty for an open or a confidential item.',
    }),
    freeField({
      key: 'minutesOpen',
      type: 'boolean',
      label: 'Are its minutes open, although it is exempt?',
      hint: 'For young people who speak behind closed doors and want their words read.',
    }),
  ];
}

export function valuesOfItem({
  leadPost,
  links,
  paragraphs,
  exempt,
  confidential,
  minutesOpen,
  ...item
}: AgendaItemView): FieldsBody {
  return {
    title: item.title,
    kind: item.kind,
    pages: item.pages,
    leadPost: leadPost?.key ?? null,
    links: links.join(', '),
    exempt: closingOf({ exempt, confidential }),
    paragraphs: paragraphs.join(', '),
    minutesOpen: exempt && !confidential ? minutesOpen : null,
  };
}

function closingOf({ exempt, confidential }: Pick<AgendaItemView, 'exempt' | 'confidential'>) {
  if (confidential) return 'confidential';
  return exempt ? 'exempt' : 'open';
}

const partsOf = (value: FieldsBody[string] | undefined): string[] =>
  typeof value === 'string' ? value.split(/[\s,;]+/).filter((part) => part !== '') : [];
const textOf = (value: FieldsBody[string] | undefined): string | null => (typeof value === 'string' ? value : null);

/** What was typed, as the agenda keeps it. What is no number is sent as 0, for the server to refuse in its own words. */
export function itemOf(values: FieldsBody, id: string): AgendaDraft {
  return {
    id,
    title: textOf(values['title']) ?? '',
    kind: values['kind'] as AgendaDraft['kind'],
    leadPost: textOf(values['leadPost']),
    pages: textOf(values['pages']),
    links: [...new Set(partsOf(values['links']).map((link) => link.toUpperCase()))],
    exempt: values['exempt'] === 'exempt' || values['exempt'] === 'confidential',
    confidential: values['exempt'] === 'confidential',
    paragraphs: partsOf(values['paragraphs']).map((part) => (/^[1-7]$/.test(part) ? Number(part) : 0)),
    minutesOpen: values['minutesOpen'] === true,
  };
}
