/** The children whose school place is escalated, as several homes count them. */
export const workflow = 'ehcp-escalation';

/** Why education is not suitable: fields of the workflow, of which a child may have several. */
export const reasons = [
  ['noRecordedSchool', 'No recorded school'],
  ['reducedTimetable', 'Reduced timetable'],
  ['awaitingPlacementChange', 'Awaiting a change of school'],
] as const;
export const reasonKeys = reasons.map(([key]) => key);

/** Schools refuse on papers that are older than this. */
export const oldestPapersDays = 7 * 12;
