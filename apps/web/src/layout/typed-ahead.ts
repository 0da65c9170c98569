import { onUnmounted, ref } from 'vue';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What stands there once a key was pressed; null for a key that types nothing. */
export function typedBy(before: string, { key, ctrlKey, metaKey, altKey }: Key): string | null {
  // AltGr types letters, and is told as Ctrl with Alt.
  if (metaKey || ctrlKey !== altKey) return null;
  if (key === 'Backspace') return [...before].slice(0, -1).join('');
  return [...key].length === 1 ? before + key : null;
}

/**
 * Keeps what is typed between the key that asks for the palette and the palette, which is fetched first: letters are kept,
 * none reaches the page behind, and Escape takes the question back.
 */
export function useTypedAhead(cancel: () => void) {
  const typed = ref('');
  function listen(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const now = typedBy(typed.value, event);
    if (now !== null) typed.value = now;
    // Enter would follow the link that has the focus still.
    if (now === null && event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') cancel();
  }
  function stop(): void {
    document.removeEventListener('keydown', listen, { capture: true });
  }
  function start(): void {
    typed.value = '';
    document.addEventListener('keydown', listen, { capture: true });
  }
  onUnmounted(stop);
  return { typed, start, stop };
}
