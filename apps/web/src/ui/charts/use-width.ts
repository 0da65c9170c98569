import { onMounted, onUnmounted, ref, type Ref } from 'vue';

/** The width of an element in pixels as it changes: a drawing of that width has letters of the size of the page's. */
export function useWidth(element: Ref<HTMLElement | null>, atFirst: number) {
  const width = ref(atFirst);
  const read = (): void => {
    const now = Math.round(element.value?.getBoundingClientRect().width ?? 0);
    if (now > 0) width.value = now;
  };
  const observer = typeof ResizeObserver === 'function' ? new ResizeObserver(read) : null;
  onMounted(() => {
    read();
    if (element.value) observer?.observe(element.value);
  });
  onUnmounted(() => observer?.disconnect());
  return width;
}
