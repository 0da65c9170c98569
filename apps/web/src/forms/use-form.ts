import { computed, onUnmounted, ref, watch } from 'vue';
import { ApiProblem, Unreachable } from '../api/problem.js';
import { useDrafts, type Draft } from './drafts.js';
import type { FormError } from './field-values.js';
import type { Lasting } from './kept-drafts.js';

export interface FormOptions<Values extends object, Body extends object> {
  /** Names the form, so that what was typed is found again. */
  draft: string;
  initial: () => Values;
  /** Sending it only shows what it would do: what was typed is kept until the step that follows has done it. */
  onlyLooks?: boolean | undefined;
  /** It is opened again from that step, by who knows what they typed. */
  cameBack?: boolean | undefined;
  /** The draft of the step before, which is done with when this one is. */
  ends?: string | undefined;
  /** The version of the item that stands on the page when the form is opened. */
  version?: number | undefined;
  /** Keep what is typed in the browser, so that it is there after a crash; or in the tab alone. */
  lasting?: Lasting | undefined;
  /** Makes what is sent of what was typed, or says what cannot be sent at all. */
  read: (values: Values) => { body: Body; errors: FormError[] };
  /** Sends it; the key stays the same for as long as the words do. */
  send: (body: Body, idempotencyKey: string) => Promise<void>;
  /** The item may have moved on since it was read: read it again, and say whether it has. */
  onConflict?: () => Promise<boolean | void>;
}

/**
 * The life of a form: typed, checked, sent once however often the button is pressed, refused with a list, or done.
 * Nothing typed is lost by a refusal, by a conflict, by a lost connection or by signing in again.
 */
export function useForm<Values extends object, Body extends object>(options: FormOptions<Values, Body>) {
  const drafts = useDrafts();
  const draft = drafts.open(options.draft, options);
  const { values } = draft;
  const untouched = () => JSON.stringify(values) === JSON.stringify(draft.was);
  /** Words of before stand in the form; whoever opens it is told. */
  const resumed = ref(draft.resumed && !options.cameBack && !untouched());
  const errors = ref<FormError[]>([]);
  const conflict = ref(false);
  const busy = ref(false);
  let open = true;
  const keep = () => options.lasting && drafts.keep(options.draft, options.lasting);

  async function submit(): Promise<void> {
    if (busy.value) return;
    const { body, errors: unreadable } = options.read(values);
    errors.value = unreadable;
    if (unreadable.length > 0) return;
    conflict.value = false;
    busy.value = true;
    try {
      await options.send(body, keyOf(draft, body, keep));
      if (!options.onlyLooks) finish();
    } catch (error) {
      await refused(error);
    } finally {
      busy.value = false;
    }
  }

  async function refused(error: unknown): Promise<void> {
    if (error instanceof ApiProblem && (error.status === 412 || error.status === 409)) {
      const moved = await options.onConflict?.();
      conflict.value = error.status === 412 || moved === true;
      if (conflict.value) return;
    }
    errors.value = errorsOf(error);
  }

  /** Once: by then the same form may stand open anew. */
  function discard(): void {
    if (!open) return;
    open = false;
    drafts.discard(options.draft);
  }
  /** Also what was typed in the step before: it is done, or is not wanted any more. */
  function finish(): void {
    discard();
    if (options.ends !== undefined) drafts.discard(options.ends);
  }
  if (options.lasting) watch(values, () => open && keep(), { deep: true, flush: 'sync' });
  // A form that was only looked at begins anew next time, with the item as it then stands.
  onUnmounted(() => open && untouched() && discard());

  const errorOf = computed(() => (field: string) => errors.value.find((error) => error.field === field)?.text);
  return { draft, values, resumed, errors, errorOf, conflict, busy, submit, discard: finish };
}

/** The server's list where it gave one; else its sentence; an answer that never came is said to be harmless. */
function errorsOf(error: unknown): FormError[] {
  if (error instanceof ApiProblem) {
    return error.missing.length > 0 ? error.missing : [{ field: '_', text: error.detail }];
  }
  if (error instanceof Unreachable) {
    return [{ field: '_', text: 'The service did not answer. Your words are still here: try again in a moment.' }];
  }
  throw error;
}

/** One idempotency key for as long as the words stay the same; other words get another. Kept before it is sent. */
function keyOf(draft: Draft, body: object, keep: () => void): string {
  const words = JSON.stringify(body);
  if (words !== draft.sent.words) draft.sent = { words, key: crypto.randomUUID() };
  keep();
  return draft.sent.key;
}
