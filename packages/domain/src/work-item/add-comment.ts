import { answersFor } from '../organisation/post-holders.js';
import { refuseChange } from './change-guard.js';
import type { AddComment } from './commands.js';
import { accept, actorName, eventOf, refuseMissing } from './decision.js';
import { directoryOf, findMention, keysMentioned } from './mentions.js';
import type { CommentDraft, Decision, Facts, Mention, NoticeDraft, WorkItem } from './work-item.js';

/** A page of names is no longer a comment to somebody. */
const mostMentions = 20;

/**
 * Says something about an item, also about a closed one. Whoever is mentioned is told that they are, never what was said.
 * It changes nothing of the item, so it adds an event without a step of the version: no If-Match goes stale by it.
 */
export function addComment(item: WorkItem, { id, text }: AddComment, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: false });
  if (refused) return refused;
  if (text.trim() === '') return refuseMissing([{ field: 'text', text: 'Write the comment.' }]);
  const keys = keysMentioned(text);
  if (keys.length > mostMentions)
    return refuseMissing([{ field: 'text', text: `Mention at most ${mostMentions} people or posts.` }]);
  const directory = directoryOf(facts);
  const found = keys.map((key) => findMention(key, item, facts, directory));
  const faults = found.flatMap((each) => ('fault' in each ? [each.fault] : []));
  if (faults.length > 0) return refuseMissing(faults.map((fault) => ({ field: 'text', text: fault })));
  const mentions = found.flatMap((each) => ('mention' in each ? [each.mention] : []));
  const { exempt, restrictedTo, hiddenFrom } = item;
  const comment: CommentDraft = {
    id,
    text: text.trim(),
    by: actorName(facts.actor),
    byId: facts.actor.kind === 'person' ? facts.actor.personId : null,
    at: facts.now,
    mentions,
    sight: { exempt, restrictedTo, hiddenFrom },
  };
  const event = { ...eventOf(facts, { type: 'comment-added', fields: { comment: id } }), stepsVersion: false };
  const decision = accept(item, event, mentionNotices(id, mentions, facts));
  return decision.allowed ? { ...decision, change: { ...decision.change, comment } } : decision;
}

/**
 * One for each post, however often it is named; nobody is told what they wrote themselves. Whoever holds a post that somebody
 * else answers for today, and mentions it, means that other.
 */
function mentionNotices(
  id: string,
  mentions: readonly Mention[],
  { actor, organisation, today }: Facts,
): NoticeDraft[] {
  const posts = [...new Set(mentions.map(({ post }) => post))];
  const others = posts.filter(
    (post) => actor.kind !== 'person' || answersFor(post, organisation, today) !== actor.personId,
  );
  return others.map((post) => ({
    post,
    kind: 'mention',
    deadline: null,
    dueOn: null,
    uniqueKey: `mention:${id}:${post}`,
    late: false,
  }));
}
