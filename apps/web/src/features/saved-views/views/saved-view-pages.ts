/** Forms that are seldom opened, in one file. */
export { default as ViewCalendarView } from './ViewCalendarView.vue';
export { default as ViewChangeView } from './ViewChangeView.vue';
export { default as ViewMailView } from './ViewMailView.vue';
export { default as ViewRemoveView } from './ViewRemoveView.vue';
export { default as ViewSaveView } from './ViewSaveView.vue';
