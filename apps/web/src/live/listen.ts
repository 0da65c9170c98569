import type { LiveEventView } from '@kept/contracts';
import { api } from '../api/api.js';

/** What a tab hears, from the stream or from the tab that holds it. */
export type LiveSay = { place: string } | { event: LiveEventView } | { more: true };
/** A tab that was just opened asks the one that holds the stream where it is. */
type Told = LiveSay | { asks: true };

/**
 * How long after a refusal the stream is tried again, how often is asked where there can be none, and how long a page has to
 * itself when it is opened. Milliseconds.
 */
const after = { refusal: 30_000, poll: 30_000, opening: 1_500 };

/**
 * Hears what happens, until it is told to stop. A browser gives one host six connections, so the tabs of one person hold
 * one stream between them: whichever has the lock holds it and passes on what it hears; when that tab is closed the lock
 * is the next one's, which goes on where it was. Where a browser has no locks, each tab asks from time to time.
 * @returns the way to stop
 */
export function listen(person: string, hear: (said: Exclude<LiveSay, { place: string }>) => void): () => void {
  const isShared = 'locks' in navigator && typeof BroadcastChannel === 'function' && typeof EventSource === 'function';
  return isShared ? shareOneStream(`kept-live:${person}`, hear) : ask(hear);
}

type Hear = Parameters<typeof listen>[1];

function shareOneStream(name: string, hear: Hear): () => void {
  const stopping = new AbortController();
  const channel = new BroadcastChannel(name);
  let place: string | undefined;
  let leads = false;
  const take = (said: Told) => {
    if ('place' in said) place = said.place;
    else if (!('asks' in said)) hear(said);
    else if (leads && place !== undefined) channel.postMessage({ place });
  };
  channel.onmessage = ({ data }: MessageEvent<Told>) => take(data);
  channel.postMessage({ asks: true });
  const say = (said: LiveSay) => {
    take(said);
    if (!stopping.signal.aborted) channel.postMessage(said);
  };
  const lead = () => {
    leads = true;
    return holdStream(() => place, say, stopping.signal);
  };
  navigator.locks.request(name, { signal: stopping.signal }, lead).catch(() => undefined);
  return () => {
    stopping.abort();
    channel.close();
  };
}

/** Resolves when this tab stops, which hands the lock on. */
async function holdStream(
  place: () => string | undefined,
  say: (said: LiveSay) => void,
  stops: AbortSignal,
): Promise<void> {
  let close = () => undefined as void;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    close = api.live.open(place(), {
      place: (id) => say({ place: id }),
      event: (event) => say({ event }),
      more: () => say({ more: true }),
      refused: () => (timer = setTimeout(open, after.refusal * (1 + Math.random()))),
    });
  };
  // A page that was just opened has its own questions first; the stream goes on from here, so nothing is missed meanwhile.
  const isNew = place() === undefined;
  const here = isNew ? await api.live.news(undefined).catch(() => null) : null;
  if (here !== null) say({ place: here.id });
  if (stops.aborted) return;
  timer = setTimeout(open, isNew ? after.opening : 0);
  await new Promise((resolve) => stops.addEventListener('abort', resolve));
  clearTimeout(timer);
  close();
}

/** Only while somebody looks at the page. */
function ask(hear: Hear): () => void {
  let place: string | undefined;
  const look = async () => {
    if (document.visibilityState !== 'visible') return;
    const news = await api.live.news(place).catch(() => null);
    if (news === null) return;
    place = news.id;
    for (const event of news.events) hear({ event });
    if (news.more) hear({ more: true });
  };
  void look();
  const timer = setInterval(() => void look(), after.poll);
  return () => clearInterval(timer);
}
