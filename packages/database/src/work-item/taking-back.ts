import { imageOfStep, whyLasting, type Change, type WorkItem } from '@kept/domain';
import type { ChangeContext } from './change.js';

/** When what it tells may go out. */
export function tellingOf({ tellAfterMinutes }: ChangeContext, { event }: Change) {
  const tellFrom = tellAfterMinutes && new Date(Date.parse(event.at) + tellAfterMinutes * 60_000).toISOString();
  return tellFrom ? { tellFrom } : {};
}

/** What it withdraws of another change and of its telling, and what is kept so that it may be taken back itself. */
export function takingBack({ takesBack, keepsFor }: ChangeContext, before: WorkItem | null, change: Change) {
  if (before === null) return {};
  const keeps = keepsFor !== undefined && whyLasting(before, change) === null;
  const { post = before.ownerPost, since, step } = takesBack ?? {};
  return {
    ...(keeps && { keeps: { bulkChange: keepsFor, image: imageOfStep(before, change.item) } }),
    ...(takesBack && { takesBack: { post, since, ...(step && { began: goneFrom(before, change.item) }) } }),
  };
}

/** The deadlines that are there no more, as an image names them. */
function goneFrom(before: WorkItem, after: WorkItem): readonly string[] {
  return imageOfStep(after, before).began;
}
