// The forms about people and posts: opened seldom and one after another, so they are fetched together.
export { default as AbsenceEndView } from './AbsenceEndView.vue';
export { default as AbsenceView } from './AbsenceView.vue';
export { default as CoverEndView } from './CoverEndView.vue';
export { default as CoverView } from './CoverView.vue';
export { default as HandOverView } from './HandOverView.vue';
export { default as HolderEndView } from './HolderEndView.vue';
export { default as HolderView } from './HolderView.vue';
export { default as LeavingUndoView } from './LeavingUndoView.vue';
export { default as LeavingView } from './LeavingView.vue';
export { default as PersonFormView } from './PersonFormView.vue';
export { default as PostFormView } from './PostFormView.vue';
export { default as ReturnView } from './ReturnView.vue';
