// The forms about a meeting: opened one after another by whoever runs it, so they are fetched together.
export { default as AgendaItemRemoveView } from './AgendaItemRemoveView.vue';
export { default as AgendaItemView } from './AgendaItemView.vue';
export { default as AgendaPublishView } from './AgendaPublishView.vue';
export { default as AttendanceEntryView } from './AttendanceEntryView.vue';
export { default as AttendanceMembersView } from './AttendanceMembersView.vue';
export { default as AttendanceRemoveView } from './AttendanceRemoveView.vue';
export { default as AttendanceTimesView } from './AttendanceTimesView.vue';
export { default as MeetingRemoveView } from './MeetingRemoveView.vue';
export { default as OutcomeKindView } from './OutcomeKindView.vue';
export { default as OutcomeNewView } from './OutcomeNewView.vue';
export { default as OutcomeWithdrawView } from './OutcomeWithdrawView.vue';
export { default as QuorumView } from './QuorumView.vue';
export { default as SeatEndView } from './SeatEndView.vue';
export { default as SeatNewView } from './SeatNewView.vue';
