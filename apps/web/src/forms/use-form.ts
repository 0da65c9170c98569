import { computed, onUnmounted, ref } from 'vue';
import { ApiProblem, Unreachable } from '../api/problem.js';
import { useDrafts } from './drafts.js';
import type { FormError } from './field-values.js';

export interface FormOptions<Values extends object, Body extends object> {
  /** Names the form, so that what was typed is found again. */
  draft: string;
  initial: () => Values;
  /** Makes what is sent of what was typed, or says what cannot be sent at all. */
  read: (values: Values) => { body: Body; errors: FormError[] };
  /** Sends it; the key stays the same for as long as the words do. */
  send: (body: Body, idempotencyKey: string) => Promise<void>;
  /** The item has moved on since it was read: read it again, so that the officer can compare. */
  onConflict?: () => Promise<void>;
}

/**
 * The life of a form: typed, checked, sent once however often the button is pressed, refused with a list, or done.
 * Nothing typed is lost by a refusal, by a conflict, by a lost connection or by signing in again.
 */
export function useForm<Values extends object, Body extends object>(options: FormOptions<Values, Body>) {
  const drafts = useDrafts();
  const values = drafts.open(options.draft, options.initial);
  const untouched = JSON.stringify(options.initial());
  const errors = ref<FormError[]>([]);
  const conflict = ref(false);
  const busy = ref(false);
  const keyOf = keyForWords();

  async function submit(): Promise<void> {
    if (busy.value) return;
    const { body, errors: unreadable } = options.read(values);
    conflict.value = false;
    errors.value = unreadable;
    if (unreadable.length > 0) return;
    busy.value = true;
    try {
      await options.send(body, keyOf(body));
      drafts.discard(options.draft);
    } catch (error) {
      await refused(error);
    } finally {
      busy.value = false;
    }
  }

  async function refused(error: unknown): Promise<void> {
    if (error instanceof ApiProblem && error.status === 412) {
      await options.onConflict?.();
      conflict.value = true;
      return;
    }
    errors.value = errorsOf(error);
  }

  const discard = () => void drafts.discard(options.draft);
  // A form that was only looked at begins anew next time, with the item as it then stands.
  onUnmounted(() => JSON.stringify(values) === untouched && discard());

  const errorOf = computed(() => (field: string) => errors.value.find((error) => error.field === field)?.text);
  return { values, errors, errorOf, conflict, busy, submit, discard };
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

/** One idempotency key for as long as the words stay the same; other words get another. */
function keyForWords(): (body: object) => string {
  let words = '';
  let key = '';
  return (body) => {
    const now = JSON.stringify(body);
    if (now !== words) {
      words = now;
      key = crypto.randomUUID();
    }
    return key;
  };
}
