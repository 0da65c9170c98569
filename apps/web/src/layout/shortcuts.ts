import { onMounted, onUnmounted } from 'vue';
import { useRouter } from 'vue-router';
import { useSession } from '../session/session.js';
import { singleKeysOn } from '../session/single-keys.js';

export type Shortcut = 'go-to' | 'keyboard';
type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What a key asks for. `writing`: it goes into a text, or a dialog stands open; a key without Ctrl is then a letter. */
export function shortcutOf(
  pressed: Pressed,
  { writing, single }: { writing: boolean; single: boolean },
): Shortcut | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (altKey) return null;
  if (ctrlKey !== metaKey && !shiftKey && key.toLowerCase() === 'k') return 'go-to';
  return key === '?' && !ctrlKey && !metaKey && !writing && single ? 'keyboard' : null;
}

/** The keys that work on each page for who is signed in; `/keyboard` lists them. */
export function useShortcuts({ goTo }: { goTo: () => void }): void {
  const session = useSession();
  const router = useRouter();
  function listen(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || !session.current) return;
    const shortcut = shortcutOf(event, { writing: isWriting(event), single: singleKeysOn(session.current.person.id) });
    if (shortcut === null) return;
    event.preventDefault();
    if (shortcut === 'go-to') goTo();
    else void router.push({ name: 'keyboard' });
  }
  onMounted(() => document.addEventListener('keydown', listen));
  onUnmounted(() => document.removeEventListener('keydown', listen));
}

function isWriting({ target }: Event): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog') !== null;
}
