export { stepsForAnybody } from './bench/anybody.js';
export type * from './bench/bench-run.js';
export { playItem } from './bench/play-item.js';
export type * from './calendar/calendar.js';
export { calendarAsOf } from './calendar/calendar-as-of.js';
export type { CalendarDifference, NamedDay } from './calendar/calendar-difference.js';
export { calendarDifference, countsOtherwiseFrom, isSameCalendar, namedDays } from './calendar/calendar-difference.js';
export { mayRemoveDay } from './calendar/check-edited-days.js';
export { mayChangeTerm } from './calendar/check-edited-terms.js';
export type { CalendarEdit, EditedCalendar, TermEdit } from './calendar/edit-calendar.js';
export { editCalendar, restoreCalendar } from './calendar/edit-calendar.js';
export type { EditFault, EditPart } from './calendar/edit-fault.js';
export type { ImportedCalendar, ImportedDays, LineFault } from './calendar/import-days.js';
export { importIntoCalendar } from './calendar/import-days.js';
export type { ChangedCalendar } from './calendar/recalculate-over-calendar.js';
export { recalculateOverCalendar } from './calendar/recalculate-over-calendar.js';
export * from './calendar/local-date.js';
export * from './calendar/working-days.js';
export * from './calendar/zone.js';
export * from './deadline/calculate-by-key.js';
export * from './deadline/calculate.js';
export type * from './deadline/calculation.js';
export type * from './deadline/deadline.js';
export * from './deadline/duration.js';
export type { DeadlineOutcome } from './deadline/deadline-dates.js';
export { redateHanging } from './deadline/hanging-limits.js';
export { limitSources, type LimitSources } from './deadline/limit-origin.js';
export * from './deadline/limits.js';
export { receiptLine } from './deadline/receipt-line.js';
export type * from './deadline/rule.js';
export * from './deadline/rules.js';
export { resumeDeadline, suspendDeadline, suspensionGroundsOf } from './deadline/suspend-deadline.js';
export * from './eligibility/eligibility.js';
export { acknowledgeLevel } from './escalation/acknowledge-level.js';
export { answerKey } from './escalation/answer-key.js';
export { describeLevels, type ItemLevels } from './escalation/describe-levels.js';
export * from './escalation/describe-path.js';
export { escalateItem, pathOf } from './escalation/escalate-item.js';
export { stalledReasons } from './escalation/stalled.js';
export {
  assessTarget,
  explainAssessment,
  type Assessment,
  type AssessmentReason,
  type ExplainedAssessment,
} from './measure/assess-target.js';
export { assessMeasure } from './measure/assess-measure.js';
export { assessmentWords } from './measure/assessment.js';
export { forecast, type Forecast, type ReachedOn } from './measure/forecast.js';
export * from './measure/measure.js';
export { faultOfReportsTo } from './organisation/check-post.js';
export { cutShortBy, leavingOf, organisationAfter, type CutShort } from './organisation/leaving.js';
export { orphanReason, type OrphanReason, type People } from './organisation/orphan.js';
export * from './organisation/organisation.js';
export * from './organisation/post-holders.js';
export { awayUntil, whyNobody } from './organisation/presence.js';
export {
  lengthOf,
  unownedItems,
  unownedSpans,
  type Ownership,
  type Span,
  type UnownedItem,
} from './organisation/unowned-days.js';
export * from './plan/nms-coverage.js';
export { fosteringStandards, type NmsStandard } from './plan/nms-standards.js';
export type { PlanContext, TimescaleReading } from './plan/reading.js';
export * from './plan/timescale.js';
export {
  checkRuleChange,
  type AskedLimit,
  type AskedMigration,
  type AskedRule,
  type AskedRuleChange,
} from './rule-change/asked-change.js';
export { beganAndEnded, migrateItem, type Migration } from './rule-change/migrate-item.js';
export { recountItem, type NewVersion } from './rule-change/recount-item.js';
export { imageOf, restoreItem, type ItemImage, type Restoring } from './rule-change/restore-item.js';
export { mayWorkOn } from './work-item/authority.js';
export { addComment } from './work-item/add-comment.js';
export { addEvidence } from './work-item/add-evidence.js';
export { addLink } from './work-item/add-link.js';
export { addRecord, completeRecord } from './work-item/add-record.js';
export { awaitsCheckIn } from './work-item/check-ins.js';
export { mayChange } from './work-item/change-guard.js';
export { changeOwner, takeBackOwner } from './work-item/change-owner.js';
export type * from './work-item/commands.js';
export { createWorkItem } from './work-item/create-work-item.js';
export { editWorkItem, listEditable } from './work-item/edit-work-item.js';
export { engineRecords, isEngineRecord, recordOf } from './work-item/engine-records.js';
export { fanOutField, fanOutItem, fanOutLinks } from './work-item/fan-out.js';
export { extendItemDeadline } from './work-item/extend-item-deadline.js';
export { isLive, latestDeadline } from './work-item/limits-of-item.js';
export { listTransitions, type TransitionOption } from './work-item/list-transitions.js';
export { followNews, personAddress, personAt } from './work-item/follow-news.js';
export type { FollowNews } from './work-item/follow-news.js';
export { keysMentioned, listMentionable } from './work-item/mentions.js';
export { newlyNamedItems, type NamedItem } from './work-item/named-items.js';
export { openGaps } from './work-item/open-gaps.js';
export { postAbove, postHasRole, postsOfRole } from './work-item/posts-of-role.js';
export { passTime } from './work-item/pass-time.js';
export { recalculateItem } from './work-item/recalculate-item.js';
export { suspendItem } from './work-item/suspend-item.js';
export { imageOfStep, takeBackTransition, whyLasting, type StepImage } from './work-item/take-back-transition.js';
export { transitionWorkItem } from './work-item/transition-work-item.js';
export {
  isDiscreet,
  mayCreate,
  maySee,
  maySeeField,
  mightSeeThen,
  scopeOf,
  sightThen,
  visibleFields,
  type Opening,
  type Scope,
  type SightThen,
} from './work-item/visibility.js';
export type * from './work-item/work-item.js';
export { checkDefinition } from './workflow/check-definition.js';
export { keyInWords, conditionInWords } from './workflow/condition-words.js';
export { localInWords, ruleInWords, useInWords } from './workflow/limit-words.js';
export { levelInWords } from './workflow-difference/definition-parts.js';
export { needInWords, transitionInWords } from './workflow-difference/transition-parts.js';
export { workflowDifference, type WorkflowChange } from './workflow-difference/workflow-difference.js';
export type * from './workflow/definition.js';
export { periods, previousState } from './workflow/definition.js';
export { describeMoves, drawWorkflow } from './workflow/draw-workflow.js';
export type * from './workflow/fault.js';
export { asUse, isSet, limitKey, readField } from './workflow/field-path.js';
export { deadlineTitle, formFields } from './workflow/form.js';
export { inSentence } from './workflow/in-sentence.js';
export * from './cohort/cohort.js';
export {
  cohortFigureKey,
  cohortFigures,
  cohortRelations,
  figuresForPanel,
  phasesOf,
  sizeFigures,
  type CohortFigure,
} from './cohort/cohort-figures.js';
export * from './cohort/describe-cohort.js';
export {
  extractColumns,
  extractFields,
  requiredColumns,
  type ExtractFault,
  type ExtractField,
} from './cohort/extract-columns.js';
export type * from './cohort/figure.js';
export { readExtract, sizesOf, type Extract, type ExtractLine } from './cohort/read-extract.js';
export { suppressFigures } from './cohort/suppress.js';
export * from './publication/publication.js';
export * from './meeting/agenda.js';
export * from './meeting/attendance.js';
export * from './meeting/membership.js';
export * from './meeting/meeting-days.js';
export * from './meeting/minutes.js';
export * from './meeting/readers.js';
export * from './set-up/set-up-tasks.js';
export { countWords, isWrittenForYoungPeople, textsForYoungPeople, type WordCount } from './words/count-words.js';
export { replaceWord, wordFinder, type FoundWord, type WordFinder } from './words/find-words.js';
export { readingAge, readingGrade } from './words/reading-grade.js';
export * from './words/word-list.js';
export { screenBy } from './raising/screen-by.js';
