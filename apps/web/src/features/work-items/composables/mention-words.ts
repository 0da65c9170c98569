import type { CommentView } from '@kept/contracts';

/** The comment with a mention at its end, apart from what stands before it. */
export function withMention(text: string, key: string): string {
  return `${text}${text === '' || /\s$/.test(text) ? '' : ' '}@${key} `;
}

export interface CommentPart {
  text: string;
  /** Who is mentioned; null for words. */
  mention: string | null;
}

/** The words of a comment with those mentioned by name; every part is shown as text, whatever stands in it. */
export function commentParts({ text, mentions }: Pick<CommentView, 'text' | 'mentions'>): CommentPart[] {
  const names = new Map(mentions.map(({ key, name }) => [key, name]));
  return text
    .split(/(?<![\p{L}\p{N}._%+-])(@[a-z0-9]+(?:-[a-z0-9]+)*)/iu)
    .filter((part) => part !== '')
    .map((part) => {
      const name = part.startsWith('@') ? names.get(part.slice(1).toLowerCase()) : undefined;
      return name === undefined ? { text: part, mention: null } : { text: part, mention: name };
    });
}
