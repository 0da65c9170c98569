import { reactive, ref, type Ref } from 'vue';
import type { FieldView } from '@kept/contracts';
import { compareVersions, othersChanged, type FieldVersions, type Side } from './compare-versions.js';
import type { Draft } from './drafts.js';
import type { FormError, TypedValues } from './field-values.js';

/** The id of the first of the two choices of a field. */
export const choiceId = (key: string): string => `keep-${key}`;

/**
 * Two officers on one item: what each of them wrote, and which of it is to stand. Choosing puts the words into the form,
 * where they can still be changed; nothing of either is lost until it is saved.
 */
export function useVersions(draft: Draft<TypedValues>, fields: () => readonly FieldView[]) {
  const versions: Ref<FieldVersions[]> = ref([]);
  const chosen = reactive<Record<string, Side | ''>>({});
  let sides: Record<Side, TypedValues> | null = null;
  let version: number | undefined;

  /** @returns whether somebody else changed what this form is about */
  function compare(theirs: TypedValues, theirVersion: number | undefined): boolean {
    sides = { theirs, yours: copy(draft.values) };
    version = theirVersion;
    versions.value = compareVersions(fields(), { was: draft.was, ...sides });
    for (const each of versions.value) choose(each.key, each.changedBy ?? '');
    return othersChanged(versions.value);
  }

  function choose(key: string, side: Side | ''): void {
    chosen[key] = side;
    // Not chosen yet, yours stays as it was typed.
    const words = side === '' ? undefined : sides?.[side][key];
    if (words !== undefined) draft.values[key] = copy(words);
  }

  /** What is still to be chosen; once nothing is, the form stands on the version it was compared with. */
  function settle(): FormError[] {
    const open = versions.value.filter(({ key }) => chosen[key] === '');
    if (open.length === 0 && sides) {
      draft.was = copy(sides.theirs);
      draft.version = version;
    }
    return open.map(({ key, label }) => ({ field: choiceId(key), text: `Choose which to keep: ${label}` }));
  }

  return { versions, chosen, compare, choose, settle };
}

/** Plain and its own, whatever it came from. */
const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
