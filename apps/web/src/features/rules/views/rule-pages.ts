// The forms of rules and limits: opened seldom and one after another, so they are fetched together.
export { default as ApplyView } from './ApplyView.vue';
export { default as ChangesView } from './ChangesView.vue';
export { default as ChangeView } from './ChangeView.vue';
export { default as LimitView } from './LimitView.vue';
export { default as MigrateView } from './MigrateView.vue';
export { default as UndoView } from './UndoView.vue';
