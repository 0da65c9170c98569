import { findPost } from '../organisation/post-holders.js';
import type { Post } from '../organisation/organisation.js';
import type { WorkflowDefinition } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';
import { formFields } from '../workflow/form.js';
import { inSentence } from '../workflow/in-sentence.js';
import { refuseChange } from './change-guard.js';
import type { FanOut } from './commands.js';
import { createFromAnother } from './create-work-item.js';
import { accept, actorName, eventOf, refuse, refuseMissing } from './decision.js';
import type { Decision, Facts, Link, Missing, OpenedItem, WorkItem } from './work-item.js';
import { mayCreate } from './visibility.js';

/** The link of an item to each of its copies, and of a copy back. */
export const fanOutLinks = { toCopy: 'copied-to', toWhole: 'copy-of' } as const;

const longestTitle = 300;

/**
 * The field by which an item says of which other of its own workflow it is a copy: the first of type item that may name
 * one, that does not make it a part in an assessment, and that no transition asks for (what a transition asks for is
 * what comes after it, not what it came from). Null: items of this workflow do not fan out.
 */
export function fanOutField({ key, fields, transitions }: WorkflowDefinition): string | null {
  const asked = new Set(Object.values(transitions).flatMap(formFields));
  const found = Object.entries(fields).find(
    ([name, { type, of, partOf }]) => type === 'item' && of?.includes(key) && partOf !== true && !asked.has(name),
  );
  return found?.[0] ?? null;
}

/**
 * Gives a thing that falls to many posts to each of them: a copy for every post, with the fields of the item, its title
 * and that of the post, linked both ways; all in one change, or nothing. The item itself stays as the whole.
 * Refused: `unknown` or `forbidden` for who may not change it or may not create one; `state` where it is closed, is a copy
 * itself, or was fanned out meanwhile; `missing` names each post that does not exist and each that has a copy already.
 */
export function fanOutItem(item: WorkItem, command: FanOut, facts: Facts): Decision {
  const definition = facts.definitions?.findLast(({ key }) => key === item.workflow) ?? facts.definition;
  const field = fanOutField(definition);
  const refused = refuseChange(item, facts, { open: true }) ?? refuseFanOut(item, field, { ...facts, definition });
  if (refused || field === null) return refused ?? refuse('state', 'Items of this workflow do not fan out.');
  if (isUnknownCopy(item, command))
    return refuse('state', 'Somebody else fanned it out at the same moment. Read it again, then decide.');
  const missing = faultsOf(command, facts);
  return missing.length > 0 ? refuseMissing(missing) : copies(item, { command, field }, { ...facts, definition });
}

function refuseFanOut(item: WorkItem, field: string | null, { definition, actor }: Facts): Decision | null {
  if (field === null) return refuse('state', 'Items of this workflow do not fan out.');
  if (!mayCreate(definition, actor))
    return refuse('forbidden', `You may not raise a ${inSentence(definition.title.officer)}.`);
  const whole = item.fields[field];
  return isSet(whole) ? refuse('state', `It is a copy itself. Fan ${String(whole)} out instead.`) : null;
}

/** The copies were read before the item was: one that is linked and was not read came in between. */
function isUnknownCopy({ links }: WorkItem, { existing }: FanOut): boolean {
  const known = new Set(existing.map(({ reference }) => reference));
  return links.some(({ kind, to }) => kind === fanOutLinks.toCopy && !known.has(to));
}

function faultsOf({ copies: asked, existing }: FanOut, { organisation }: Facts): Missing[] {
  const field = 'ownerPosts';
  if (asked.length === 0) return [{ field, text: 'Choose the posts that it falls to.' }];
  return asked.flatMap(({ ownerPost }): Missing[] => {
    const post = findPost(ownerPost, organisation);
    if (!post) return [{ field, text: `There is no post “${ownerPost}”.` }];
    const copy = existing.find((each) => each.ownerPost === post.key);
    return copy ? [{ field, text: `${post.title} has a copy already: ${copy.reference}.` }] : [];
  });
}

function copies(item: WorkItem, { command, field }: { command: FanOut; field: string }, facts: Facts): Decision {
  const opens: OpenedItem[] = [];
  for (const { id, ownerPost } of command.copies) {
    const post = findPost(ownerPost, facts.organisation);
    if (!post) throw new Error(`The post ${ownerPost} was there a moment ago.`);
    const decision = createFromAnother(
      {
        id,
        reference: '',
        title: titleOf(item, post),
        fields: { ...item.fields, [field]: item.reference },
        ownerPost: post.key,
      },
      { to: item.reference, kind: fanOutLinks.toWhole },
      facts,
    );
    if (!decision.allowed) return decision;
    opens.push({ change: decision.change, definition: facts.definition });
  }
  const whole = { ...item, links: [...item.links, ...linksTo(opens, item, facts)] };
  const decision = accept(whole, eventOf(facts, { type: 'fanned-out', fields: { copies: opens.length } }));
  return decision.allowed ? { ...decision, change: { ...decision.change, opens } } : decision;
}

/** By their ids; the store puts the references in when they are drawn. */
function linksTo(opens: readonly OpenedItem[], item: WorkItem, facts: Facts): Link[] {
  return opens.map(({ change }, index) => ({
    no: item.links.length + index + 1,
    to: change.item.id,
    kind: fanOutLinks.toCopy,
    addedAt: facts.now,
    addedBy: actorName(facts.actor),
  }));
}

/** The item's title and the post's, the former cut where both are too long for one line. */
function titleOf({ title }: WorkItem, post: Post): string {
  const own = `: ${post.title}`;
  const room = longestTitle - own.length;
  return `${title.length > room ? `${title.slice(0, room - 1)}…` : title}${own}`;
}
