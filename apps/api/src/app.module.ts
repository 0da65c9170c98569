import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from './auth/auth.module.js';
import { FoundationsModule, type Foundations } from './boot/providers.js';
import { DashboardModule } from './dashboards/dashboard.module.js';
import { BulkChangeModule } from './bulk-changes/bulk-change.module.js';
import { CalendarFeedModule } from './calendar-feed/calendar-feed.module.js';
import { CalendarModule } from './calendars/calendar.module.js';
import { CohortModule } from './cohorts/cohort.module.js';
import { DeadlineModule } from './deadlines/deadline.module.js';
import { HealthModule } from './health/health.module.js';
import { FollowModule } from './follows/follow.module.js';
import { LiveModule } from './live/live.module.js';
import { MeetingModule } from './meetings/meeting.module.js';
import { NoticeModule } from './notices/notice.module.js';
import { NotifyReceiptModule } from './notify-receipts/notify-receipt.module.js';
import { PeopleModule } from './people/people.module.js';
import { PlanCoverageModule } from './plan-coverage/plan-coverage.module.js';
import { PublicPageModule } from './public-page/public-page.module.js';
import { PublicationModule } from './publications/publication.module.js';
import { RaisingLinkModule } from './raising-links/raising-link.module.js';
import { RuleModule } from './rules/rule.module.js';
import { SavedViewModule } from './saved-views/saved-view.module.js';
import { SearchModule } from './search/search.module.js';
import { SessionModule } from './session/session.module.js';
import { SetUpModule } from './set-up/set-up.module.js';
import { TeamWebhookModule } from './team-webhooks/team-webhook.module.js';
import { TokenModule } from './tokens/token.module.js';
import { WordModule } from './words/word.module.js';
import { WorkItemModule } from './work-items/work-item.module.js';
import { WorkProgrammeModule } from './work-programme/work-programme.module.js';
import { WorkflowModule } from './workflows/workflow.module.js';

@Module({
  imports: [
    AuthModule,
    HealthModule,
    SavedViewModule,
    SearchModule,
    SessionModule,
    TokenModule,
    FollowModule,
    LiveModule,
    WorkItemModule,
    BulkChangeModule,
    WorkProgrammeModule,
    WorkflowModule,
    DeadlineModule,
    MeetingModule,
    CalendarModule,
    RuleModule,
    NotifyReceiptModule,
    PeopleModule,
    DashboardModule,
    TeamWebhookModule,
    CohortModule,
    PlanCoverageModule,
    SetUpModule,
    NoticeModule,
    CalendarFeedModule,
    PublicationModule,
    PublicPageModule,
    WordModule,
    RaisingLinkModule,
  ],
})
export class AppModule {
  static on(foundations: Foundations): DynamicModule {
    return { module: AppModule, imports: [FoundationsModule.of(foundations)] };
  }
}
