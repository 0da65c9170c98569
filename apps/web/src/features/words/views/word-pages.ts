export { default as WordChangesView } from './WordChangesView.vue';
export { default as WordChangeView } from './WordChangeView.vue';
export { default as WordNewView } from './WordNewView.vue';
export { default as WordSwitchView } from './WordSwitchView.vue';
export { default as WordUndoView } from './WordUndoView.vue';
