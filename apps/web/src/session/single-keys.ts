const place = (personId: string): string => `kept:single-keys:${personId}`;

/**
 * Does `?` alone open a page? WCAG 2.1.4: who speaks to their computer, or whose hands shake, turns keys without Ctrl off. Kept
 * for each person in this browser; on, where nothing can be kept.
 */
export function singleKeysOn(personId: string | undefined): boolean {
  try {
    return localStorage.getItem(place(personId ?? '')) !== 'off';
  } catch {
    return true;
  }
}

/** False where this browser keeps nothing. */
export function setSingleKeys(personId: string | undefined, on: boolean): boolean {
  try {
    if (on) localStorage.removeItem(place(personId ?? ''));
    else localStorage.setItem(place(personId ?? ''), 'off');
    return true;
  } catch {
    return false;
  }
}
