import { isSet } from '../workflow/field-path.js';
import { refuseChange } from './change-guard.js';
import type { AddEvidence } from './commands.js';
import { renewLimits } from './state-deadlines.js';
import { accept, actorName, eventOf, refuseMissing } from './decision.js';
import type { Decision, Evidence, Facts, WorkItem } from './work-item.js';

/** Adds a piece of evidence: a note, a link or a file that is kept by its hash. Needs a title. */
export function addEvidence(item: WorkItem, command: AddEvidence, facts: Facts): Decision {
  const refused = refuseChange(item, facts, { open: false });
  if (refused) return refused;
  if (!isSet(command.title)) return refuseMissing([{ field: 'title', text: 'Give the evidence a title.' }]);
  const { title, note, link, file } = command;
  const entry: Evidence = {
    no: item.evidence.length + 1,
    title,
    note,
    link,
    file,
    addedAt: facts.now,
    addedBy: actorName(facts.actor),
  };
  const shown = { evidence: { no: entry.no, title, note, link, file: file?.name ?? null } };
  const deadlines = item.closed ? item.deadlines : renewLimits(item, 'evidence', facts);
  return accept(
    { ...item, evidence: [...item.evidence, entry], deadlines },
    eventOf(facts, { type: 'evidence-added', fields: shown }),
  );
}
