import { Module } from '@nestjs/common';
import { AddComment } from './add-comment.js';
import { AddEvidence } from './add-evidence.js';
import { AddLink } from './add-link.js';
import { AddRecord } from './add-record.js';
import { ChangeOwner } from './change-owner.js';
import { CommentController } from './comment.controller.js';
import { CountWorkItems } from './count-work-items.js';
import { CreateWorkItem } from './create-work-item.js';
import { EditWorkItem } from './edit-work-item.js';
import { EvidenceController } from './evidence.controller.js';
import { ExportWorkItems } from './export-work-items.js';
import { FanOutWorkItem } from './fan-out-work-item.js';
import { ListWorkItems } from './list-work-items.js';
import { MakeChange } from './make-change.js';
import { MoveDeadline } from './move-deadline.js';
import { RaiseLevel } from './raise-level.js';
import { ReadComments } from './read-comments.js';
import { ReadWorkItem } from './read-work-item.js';
import { TransitionWorkItem } from './transition-work-item.js';
import { WorkItemChangeController } from './work-item-change.controller.js';
import { WorkItemListController } from './work-item-list.controller.js';
import { WorkItemController } from './work-item.controller.js';

@Module({
  controllers: [
    WorkItemListController,
    WorkItemController,
    EvidenceController,
    CommentController,
    WorkItemChangeController,
  ],
  providers: [
    MakeChange,
    ListWorkItems,
    CountWorkItems,
    ExportWorkItems,
    ReadWorkItem,
    CreateWorkItem,
    EditWorkItem,
    TransitionWorkItem,
    ChangeOwner,
    MoveDeadline,
    RaiseLevel,
    FanOutWorkItem,
    AddLink,
    AddRecord,
    AddEvidence,
    AddComment,
    ReadComments,
  ],
})
export class WorkItemModule {}
