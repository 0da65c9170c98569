import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Whom a young person rings at night or at the weekend, as the council says it. */
export interface OutOfHours {
  /** In plain words, to follow “call”: “the emergency social work team”. */
  who: string;
  telephone: string;
}

/** Three digits to fifteen, with blanks or dashes between them. No “(0)”: whether it is rung depends on where from. */
const ringable = /^\+?\d(?:[ -]{0,3}\d){2,14}$/;

const contact = z.object({
  outOfHours: z.object({
    who: z.string().trim().min(1).max(100),
    telephone: z.string().trim().regex(ringable),
  }),
});

/**
 * The number that the council's brand.json gives, which the build of the web app writes beside its page. Null where it gives
 * none, or none that can be rung: a wrong number is worse than the two that always answer.
 */
export function readOutOfHours(webDir: string | null): OutOfHours | null {
  if (webDir === null) return null;
  try {
    const read = contact.safeParse(JSON.parse(readFileSync(join(webDir, 'contact.json'), 'utf8')));
    return read.success ? read.data.outOfHours : null;
  } catch {
    return null;
  }
}
