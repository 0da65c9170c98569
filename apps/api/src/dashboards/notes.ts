import { deadlineTitle, formatDay, isOverdue, openGaps, type WorkItem, type WorkflowDefinition } from '@kept/domain';
import type { Caller } from '../auth/caller.js';
import { stalledOf } from '../rows/stalled-of.js';
import type { Note } from './home-reader.js';

function definitionOf(
  { workflow, definitionVersion }: WorkItem,
  { reference }: Caller,
): WorkflowDefinition | undefined {
  return reference.definitions.find(({ key, version }) => key === workflow && version === definitionVersion);
}

/** With what it is late, and since when: the earliest of its dates that passed. */
export function lateNote(caller: Caller): Note {
  return (item, { now, today }) => {
    const definition = definitionOf(item, caller);
    const [first] = item.deadlines
      .filter((deadline) => isOverdue(deadline, today, now))
      .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
    if (!first || !definition) return null;
    return `${deadlineTitle(first.key, definition, caller.reference.rules)}: late since ${formatDay(first.dueOn)}.`;
  };
}

/** What nobody gave or answered though it was asked for, and where papers contradict each other. */
export function gapNote(caller: Caller): Note {
  return (item) => {
    const definition = definitionOf(item, caller);
    const gaps = definition ? openGaps(item, definition) : [];
    return gaps.length === 0 ? null : gaps.map(({ text }) => text).join(' ');
  };
}

/** Why the rule of its workflow calls it stalled. */
export function stalledNote(caller: Caller): Note {
  return (item, { today }) => {
    const why = stalledOf(item, caller, today);
    return why.length === 0 ? null : why.join(' ');
  };
}

/** What several say of an item, one after another. */
export function both(...notes: readonly Note[]): Note {
  return (item, at) => {
    const said = notes.flatMap((note) => note(item, at) ?? []);
    return said.length === 0 ? null : said.join(' ');
  };
}
