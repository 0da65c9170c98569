// The forms of a calendar: opened seldom and one after another, so they are fetched together.
export { default as DayAddView } from './DayAddView.vue';
export { default as DayChangeView } from './DayChangeView.vue';
export { default as DayRemoveView } from './DayRemoveView.vue';
export { default as ExtendView } from './ExtendView.vue';
export { default as ImportView } from './ImportView.vue';
export { default as TermRemoveView } from './TermRemoveView.vue';
export { default as TermView } from './TermView.vue';
export { default as UndoView } from './UndoView.vue';
