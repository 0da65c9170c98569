// The forms about one item are small and are wanted together: one file to fetch.
export { default as EvidenceView } from './EvidenceView.vue';
export { default as ExtendView } from './ExtendView.vue';
export { default as FieldView } from './FieldView.vue';
export { default as LevelAcknowledgeView } from './LevelAcknowledgeView.vue';
export { default as LevelAnswerView } from './LevelAnswerView.vue';
export { default as LevelRaiseView } from './LevelRaiseView.vue';
export { default as LinkView } from './LinkView.vue';
export { default as MoveView } from './MoveView.vue';
export { default as OwnerView } from './OwnerView.vue';
export { default as RecordCompleteView } from './RecordCompleteView.vue';
export { default as RecordView } from './RecordView.vue';
export { default as ScheduleView } from './ScheduleView.vue';
export { default as SuspendView } from './SuspendView.vue';
export { default as TransitionView } from './TransitionView.vue';
