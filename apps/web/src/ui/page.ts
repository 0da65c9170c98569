import { defineStore } from 'pinia';
import { ref } from 'vue';
import brand from '../brand.json';

/** What belongs to the page as a whole: its title, where the focus goes, what is read out, and what was just done. */
export const usePage = defineStore('page', () => {
  const announcement = ref('');
  const success = ref<{ heading: string; text?: string | undefined } | null>(null);
  let focusWish = false;
  let isFirst = true;

  /** Parts that are absent are left out; the service and the council stand last. */
  function setTitle(parts: (string | undefined)[]): void {
    document.title = [...parts.filter((part) => part), brand.service, brand.council].join(' – ');
  }

  /** Read out by the one polite live region, for changes that move no focus. */
  function announce(text: string): void {
    announcement.value = text;
  }

  /** A new page has been opened: its heading takes the focus as soon as it stands there. */
  function wishFocus(): void {
    focusWish = true;
  }
  function takeFocusWish(): boolean {
    const wished = focusWish;
    focusWish = false;
    return wished;
  }

  /** Is it the heading of the page that the browser loaded? That one is the browser's to begin. */
  function takeFirst(): boolean {
    const was = isFirst;
    isFirst = false;
    return was;
  }

  /** Shown in a banner on the next page, once. */
  function succeed(heading: string, text?: string): void {
    success.value = { heading, text };
  }
  function takeSuccess() {
    const told = success.value;
    success.value = null;
    return told;
  }

  return { announcement, success, setTitle, announce, wishFocus, takeFocusWish, takeFirst, succeed, takeSuccess };
});
