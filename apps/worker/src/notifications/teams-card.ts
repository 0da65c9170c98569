import type { Brief } from './mail-transport.js';

/** A card is read at a glance, and Teams takes no more than 28 kB. */
const mostLines = 20;

/** What a Workflows webhook takes: an Adaptive Card as the one attachment of a message. */
export interface CardMessage {
  type: 'message';
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive'; contentUrl: null; content: AdaptiveCard }];
}

interface AdaptiveCard {
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  type: 'AdaptiveCard';
  version: '1.4';
  lang: 'en-GB';
  body: { type: 'TextBlock'; text: string; wrap: true; weight?: 'Bolder'; isSubtle?: true }[];
  actions: { type: 'Action.OpenUrl'; title: string; url: string }[];
}

/** The card of a brief: what and by when, the workflow where it may be named, and the way to it. */
export function cardOf({ subject, lines, link, workflow }: Omit<Brief, 'team'>): CardMessage {
  const more = lines.filter((line) => line !== `${subject}.`);
  const told = more.slice(0, mostLines);
  const left = more.length - told.length;
  const content: AdaptiveCard = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    lang: 'en-GB',
    body: [
      { type: 'TextBlock', text: plain(subject), wrap: true, weight: 'Bolder' },
      ...(workflow === null ? [] : [{ type: 'TextBlock', text: plain(workflow), wrap: true, isSubtle: true } as const]),
      ...told.map((line) => ({ type: 'TextBlock', text: plain(line), wrap: true }) as const),
      ...(left > 0 ? [{ type: 'TextBlock', text: `${left} more are in Kept.`, wrap: true } as const] : []),
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Open in Kept', url: link }],
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
}

/** A text block reads Markdown: what looks like it is shown as it stands. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, '\\$&');
}
