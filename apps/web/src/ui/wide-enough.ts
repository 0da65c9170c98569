import { onMounted, onUnmounted, ref } from 'vue';

/** True from the width at which the Design System shows a menu in full (its `tablet` breakpoint). */
export function useWideEnough() {
  const wide = ref(true);
  const query = typeof matchMedia === 'function' ? matchMedia('(min-width: 40em)') : null;
  const read = () => (wide.value = query?.matches ?? true);
  onMounted(() => {
    read();
    query?.addEventListener('change', read);
  });
  onUnmounted(() => query?.removeEventListener('change', read));
  return wide;
}
