import { authorityStore, type AuthorityStore } from './authority/authority.store.js';
import { calendarStore, type CalendarStore } from './calendar/calendar.store.js';
import { bulkStore, type BulkStore } from './bulk/bulk.store.js';
import { bulkChangeStore, type BulkChangeStore } from './bulk-change/bulk-change.store.js';
import { calendarFeedStore, type CalendarFeedStore } from './calendar-feed/calendar-feed.store.js';
import { viewFeedStore, type ViewFeedStore } from './calendar-feed/view-feed.store.js';
import { clockStore, type ClockStore } from './clock/clock.store.js';
import { cohortStore, type CohortStore } from './cohort/cohort.store.js';
import { Administration } from './connection/administration.js';
import { openPools, type DatabaseRole, type PoolOptions, type Pools } from './connection/pools.js';
import { dashboardStore, type DashboardStore } from './dashboard/dashboard.store.js';
import { evidenceFileStore, type EvidenceFileStore } from './evidence/evidence.store.js';
import { exportStore, type ExportStore } from './export/export.store.js';
import { firingStore, type FiringStore } from './firing/firing.store.js';
import { followStore, type FollowStore } from './follow/follow.store.js';
import { checkDatabase } from './health/boot-checks.js';
import { healthStore, type HealthStore } from './health/health.store.js';
import { editingStore, type EditingStore } from './live/editing.store.js';
import { liveEventStore, type LiveEventStore } from './live/live-event.store.js';
import { agendaStore, type AgendaStore } from './meeting/agenda.store.js';
import { attendanceStore, type AttendanceStore } from './meeting/attendance.store.js';
import { meetingStore, type MeetingStore } from './meeting/meeting.store.js';
import { memberStore, type MemberStore } from './meeting/member.store.js';
import { outcomeStore, type OutcomeStore } from './meeting/outcome.store.js';
import { noticeStore, type NoticeStore } from './notice/notice.store.js';
import { sendingStore, type SendingStore } from './outbox/sending.store.js';
import { outboxStore, type OutboxStore } from './outbox/outbox.store.js';
import { absenceStore, type AbsenceStore } from './person/absence.store.js';
import { leavingStore, type LeavingStore } from './person/leaving.store.js';
import { receiptStore, type ReceiptStore } from './outbox/receipt.store.js';
import { peopleStore, type PeopleStore } from './person/person.store.js';
import { planStore, type PlanStore } from './plan/plan.store.js';
import { handOverStore, type HandOverStore } from './post/hand-over.store.js';
import { ownershipStore, type OwnershipStore } from './post/ownership.store.js';
import { postStore, type PostStore } from './post/post.store.js';
import { publicationStore, type PublicationStore } from './publication/publication.store.js';
import { publicSite, type PublicSite } from './publication/public-site.read.js';
import { publishingStore, type PublishingStore } from './publishing/publishing.store.js';
import { raisingStore, type RaisingStore } from './raising/raising.store.js';
import { ReferenceCache } from './reference/reference-cache.js';
import { referenceStore, type ReferenceStore } from './reference/reference.store.js';
import { ruleChangeStore, type RuleChangeStore } from './rule-change/rule-change.store.js';
import { savedViewStore, type SavedViewStore } from './saved-view/saved-view.store.js';
import { searchStore, type SearchStore } from './search/search.store.js';
import { sessionStore, tokenStore, type SessionStore, type TokenStore } from './session/session.store.js';
import { tellingStore, type TellingStore } from './telling/telling.store.js';
import { viewDigestStore, type ViewDigestStore } from './view-digest/view-digest.store.js';
import { webhookStore, type WebhookStore } from './webhook/webhook.store.js';
import { wordStore, type WordStore } from './word/word.store.js';
import { workItemStore, type WorkItemStore } from './work-item/work-item.store.js';

export type { DatabaseRole } from './connection/pools.js';

export interface DatabaseOptions {
  url: string;
  role: DatabaseRole;
  /** Shown in pg_stat_activity: `kept-api`. */
  applicationName: string;
  /** Connections of the write pool; the read pool has as many. Six where it is left out: more only make two cores switch. */
  poolSize?: number;
  /** For the chaos harness alone: false lets a worker that lost its lease go on as if it held it. */
  leaseChecked?: boolean;
}

export interface Database {
  readonly authorities: AuthorityStore;
  readonly workItems: WorkItemStore;
  readonly firings: FiringStore;
  readonly outbox: OutboxStore;
  readonly sending: SendingStore;
  readonly receipts: ReceiptStore;
  readonly notices: NoticeStore;
  readonly telling: TellingStore;
  readonly calendarFeeds: CalendarFeedStore;
  readonly viewFeeds: ViewFeedStore;
  readonly viewDigests: ViewDigestStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly people: PeopleStore;
  readonly leavings: LeavingStore;
  readonly absences: AbsenceStore;
  readonly posts: PostStore;
  readonly ownership: OwnershipStore;
  readonly handOvers: HandOverStore;
  readonly bulkChanges: BulkChangeStore;
  readonly meetings: MeetingStore;
  readonly agendas: AgendaStore;
  readonly attendances: AttendanceStore;
  readonly outcomes: OutcomeStore;
  readonly members: MemberStore;
  readonly calendars: CalendarStore;
  readonly ruleChanges: RuleChangeStore;
  readonly reference: ReferenceStore;
  readonly clock: ClockStore;
  readonly publishing: PublishingStore;
  readonly publications: PublicationStore;
  readonly publicSite: PublicSite;
  readonly evidenceFiles: EvidenceFileStore;
  readonly dashboards: DashboardStore;
  readonly cohorts: CohortStore;
  readonly plans: PlanStore;
  readonly webhooks: WebhookStore;
  readonly savedViews: SavedViewStore;
  readonly words: WordStore;
  readonly raising: RaisingStore;
  readonly exports: ExportStore;
  readonly liveEvents: LiveEventStore;
  readonly editing: EditingStore;
  readonly follows: FollowStore;
  readonly search: SearchStore;
  readonly bulk: BulkStore;
  readonly health: HealthStore;
  close(): Promise<void>;
}

/**
 * Opens the pools and checks that this is a database to serve from.
 * @throws DatabaseRefusal for a superuser or BYPASSRLS login, fsync off, or a schema of another version
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const poolOptions = { ...options, poolSize: options.poolSize ?? 6 };
  const pools = await openCheckedPools(poolOptions);
  const references = new ReferenceCache(pools.read);
  const administration = new Administration(poolOptions);
  const liveEvents = liveEventStore(pools, poolOptions);
  return {
    authorities: authorityStore(pools),
    workItems: workItemStore(pools, references),
    firings: firingStore(pools, references),
    ...openTelling(pools, references, options),
    ...openMeetings(pools, references),
    sessions: sessionStore(pools),
    tokens: tokenStore(pools),
    people: peopleStore(pools, administration, references),
    leavings: leavingStore(pools, references),
    absences: absenceStore(pools, references),
    posts: postStore(administration, references),
    ownership: ownershipStore(pools, references),
    handOvers: handOverStore(pools),
    bulkChanges: bulkChangeStore(pools),
    calendars: calendarStore(pools, references),
    ruleChanges: ruleChangeStore(pools, references),
    reference: referenceStore(pools, references),
    clock: clockStore(pools),
    publishing: publishingStore(pools),
    publications: publicationStore(pools, references),
    publicSite: publicSite(pools),
    evidenceFiles: evidenceFileStore(pools),
    dashboards: dashboardStore(pools),
    cohorts: cohortStore(pools),
    savedViews: savedViewStore(pools),
    words: wordStore(pools, references),
    raising: raisingStore(pools),
    exports: exportStore(pools),
    liveEvents,
    editing: editingStore(pools),
    search: searchStore(pools),
    bulk: bulkStore(pools, references),
    plans: planStore(pools),
    health: healthStore(pools, options.role),
    close: async () => {
      await Promise.all([pools.end(), administration.close(), liveEvents.close()]);
    },
  };
}

/** Who is told what, by which way. */
function openTelling(
  pools: Pools,
  references: ReferenceCache,
  options: DatabaseOptions,
): Pick<
  Database,
  | 'outbox'
  | 'sending'
  | 'receipts'
  | 'notices'
  | 'telling'
  | 'calendarFeeds'
  | 'viewFeeds'
  | 'viewDigests'
  | 'follows'
  | 'webhooks'
> {
  return {
    outbox: outboxStore(pools, references, { leaseChecked: options.leaseChecked ?? true }),
    sending: sendingStore(pools),
    receipts: receiptStore(pools),
    notices: noticeStore(pools),
    telling: tellingStore(pools),
    calendarFeeds: calendarFeedStore(pools),
    viewFeeds: viewFeedStore(pools),
    viewDigests: viewDigestStore(pools, references),
    follows: followStore(pools),
    webhooks: webhookStore(pools),
  };
}

/** What meets, who is there, and what comes of it. */
function openMeetings(
  pools: Pools,
  references: ReferenceCache,
): Pick<Database, 'meetings' | 'agendas' | 'attendances' | 'outcomes' | 'members'> {
  return {
    meetings: meetingStore(pools, references),
    agendas: agendaStore(pools),
    attendances: attendanceStore(pools),
    outcomes: outcomeStore(pools),
    members: memberStore(pools),
  };
}

async function openCheckedPools(options: PoolOptions): Promise<Pools> {
  const pools = openPools(options);
  try {
    await checkDatabase(pools.write, options.role);
  } catch (error) {
    await pools.end();
    throw error;
  }
  return pools;
}
