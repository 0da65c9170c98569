/**
 * The public face of the database package. Everything below the write path lives here and nowhere else:
 * `openDatabase` gives the stores, `migrate` makes the schema.
 */
export type { Authority, AuthorityStore } from './authority/authority.store.js';
export type { Build, ChangeContext, ChangeOutcome, Decide } from './work-item/change.js';
export type { Comment, CommentPage } from './work-item/comment.store.js';
export type {
  ChoiceCount,
  HistoryEvent,
  HistoryPage,
  PathEntry,
  ListFilters,
  ListPage,
  ListQuery,
  ListScope,
  ListSort,
  WorkItemStore,
} from './work-item/work-item.store.js';
export type { SweepCounts, SweepOptions, FiringStore } from './firing/firing.store.js';
export type {
  Answered,
  Claim,
  ClaimOptions,
  OutboxBatch,
  OutboxMessage,
  OutboxPlan,
  OutboxSettlement,
  OutboxStore,
  PlannedLetter,
  Planner,
} from './outbox/outbox.store.js';
export type { SendingStop, SendingStore, TransportState } from './outbox/sending.store.js';
export type { TellingChannel, TellingMode, TellingPreference, TellingStore } from './telling/telling.store.js';
export { usualTelling } from './telling/telling.store.js';
export type { CalendarFeedStore } from './calendar-feed/calendar-feed.store.js';
export type { ViewFeed, ViewFeedStore } from './calendar-feed/view-feed.store.js';
export type {
  DigestEvery,
  DigestKey,
  DigestLook,
  DigestMoment,
  LookedAtDigest,
  ViewDigestStore,
} from './view-digest/view-digest.store.js';
export type {
  JudgeViewMessage,
  ViewMessage,
  ViewMessageClaim,
  ViewMessageMoment,
  ViewMessageOptions,
  ViewMessageVerdict,
} from './view-digest/claim-view-messages.js';
export type { Notice, NoticePage, NoticeQuery, NoticeStatus, NoticeStore, ReadNotice } from './notice/notice.store.js';
export type { Receipt, ReceiptStore } from './outbox/receipt.store.js';
export type { Export, ExportStore } from './export/export.store.js';
export type {
  Audience,
  FoundView,
  SavedView,
  SavedViewStore,
  ViewChanges,
  ViewKey,
  ViewReader,
} from './saved-view/saved-view.store.js';
export { holdingOf, itemsOfView } from './saved-view/items-of-view.js';
export type { ItemsOfView, ReaderOfView } from './saved-view/items-of-view.js';
export { administersViews, viewReaderOf } from './saved-view/view-reader.js';
export { listFiltersOf } from './work-item/list-asked.js';
export type { ListAsked, ListAsker } from './work-item/list-asked.js';
export type { Editor, EditingStore } from './live/editing.store.js';
export type { Follow, FollowStore } from './follow/follow.store.js';
export type { LiveEvent, LiveEventStore, LiveNews } from './live/live-event.store.js';
export type {
  ItemHit,
  MeetingHit,
  SearchHit,
  SearchKind,
  SearchPage,
  SearchQuery,
  SearchScope,
  SearchStore,
} from './search/search.store.js';
export type { Session, SessionStore, Token, TokenStore } from './session/session.store.js';
export type { AbsenceStore } from './person/absence.store.js';
export type { LeaveOutcome, LeavingStore, StoredLeaving, UndoLeavingOutcome } from './person/leaving.store.js';
export type { PeopleStore, PersonWithRoles, PutOutcome } from './person/person.store.js';
export { keyOfBulkItem } from './bulk-change/bulk-change.read.js';
export type {
  BulkAct,
  BulkChange,
  BulkResult,
  ChosenItem,
  ChosenStep,
  UndoResult,
} from './bulk-change/bulk-change.read.js';
export type {
  BegunBulkChange,
  BegunUndo,
  BulkChangeStore,
  BulkKey,
  NewBulkChange,
} from './bulk-change/bulk-change.store.js';
export type { HandOverResult, HandOverStore } from './post/hand-over.store.js';
export type { Orphan, OwnershipStore, UnownedDays } from './post/ownership.store.js';
export type { EndOutcome, FillOutcome, PostStore, Team } from './post/post.store.js';
export type { MovedItem } from './recalculation/recalculated-items.js';
export type { MeetingStore, MoveOutcome } from './meeting/meeting.store.js';
export type { Agenda, AgendaStore, PublishedAgenda, SaveAgendaOutcome } from './meeting/agenda.store.js';
export type { Attendance, AttendanceStore } from './meeting/attendance.store.js';
export type { Membership, MemberStore } from './meeting/member.store.js';
export type { MeetingOutcome, OutcomeRequest, OutcomeStore, Standing } from './meeting/outcome.store.js';
export { mostOutcomes } from './meeting/outcome.store.js';
export type {
  AskedChange,
  CalendarMoves,
  CalendarOutcome,
  CalendarStore,
  HeldCalendar,
  StoredChange,
  StoredMove,
  StuckDeadline,
  UndoOutcome,
} from './calendar/calendar.store.js';
export type {
  BlockedItem,
  ChangedItem,
  KeptLocalValue,
  OpenCount,
  OpenCounts,
  PublishedVersion,
  RuleChangeOutcome,
  RuleChangeStore,
  RuleMoves,
  RuleUndoOutcome,
  StoredRuleChange,
  StoredRuleMove,
} from './rule-change/rule-change.store.js';
export type { FoundLink, RaisingLink, RaisingStatus, RaisingStore } from './raising/raising.store.js';
export type { CountedWord, WordChange, WordChangeKind, WordMonth, WordStore } from './word/word.store.js';
export type { Reference, ReferenceStore, ReferenceWord } from './reference/reference.store.js';
export type { ClockStore } from './clock/clock.store.js';
export type { Library, PublishedCounts, PublishingStore } from './publishing/publishing.store.js';
export type { DashboardStore, PlacesQuery, TallyQuery, TallyRow } from './dashboard/dashboard.store.js';
export type {
  CohortChildRow,
  CohortFlow,
  CohortStore,
  ImportOutcome,
  NewSnapshot,
  Snapshot,
  SnapshotView,
  UndoOutcome as UndoImportOutcome,
} from './cohort/cohort.store.js';
export type { PlanStore, PlanTargetRow } from './plan/plan.store.js';
export type { NewestQuery, ValueQuery, ValueRow, WaitingQuery, WaitingRow } from './dashboard/record-statements.js';
export type { EvidenceFileStore } from './evidence/evidence.store.js';
export type { AuditDraw } from './audit/entry.js';
export type { BulkCounts, BulkLoad, BulkStore } from './bulk/bulk.store.js';
export type { Council } from './bulk/council-rows.js';
export type { LivedItem } from './bulk/life-rows.js';
export type { LivedFamily, Stamp, WrittenFamily } from './bulk/written-family.js';
export type { Connections, HealthStore, InvariantResult, Readiness } from './health/health.store.js';
export type { WaitingFigures } from './health/figures.read.js';
export type { DatabaseFault, DatabaseFaultKind } from './connection/faults.js';
export type { MigrateOptions, MigrateOutcome } from './migrations/migrate.js';
export type { Failpoint, FailpointName } from './failpoint/failpoint.js';
export type { FieldKey } from './webhook/field-seal.js';
export type { TeamWebhook, WebhookStore } from './webhook/webhook.store.js';
export type { Database, DatabaseOptions, DatabaseRole } from './database.js';
export { CursorFault, DatabaseRefusal, VersionChanged, classifyDatabaseError } from './connection/faults.js';
export { markedId, markedReference, stampedText, writeFamily } from './bulk/written-family.js';
export { armFailpoint, failpoint, failpoints, readFailpoint } from './failpoint/failpoint.js';
export { readFieldKey } from './webhook/field-seal.js';
export { readTeamsHosts, usualTeamsHosts, webhookFault } from './webhook/webhook-address.js';
export { openDatabase } from './database.js';
export { migrate } from './migrations/migrate.js';
export { dumpSchema } from './health/schema-dump.js';
export type {
  ApproveOutcome,
  Publication,
  PublicationDraft,
  PublicationStatus,
  PublicationStore,
} from './publication/publication.store.js';
export type { PublicCard, PublicSite, PublicSitePage } from './publication/public-site.read.js';
