import type { WordChangeView, WordView } from '@kept/contracts';
import type { ReferenceWord, WordChange } from '@kept/database';
import type { WordSaid } from '@kept/domain';

export function presentWord({ forms, instead, ...rest }: ReferenceWord): WordView {
  return { ...rest, forms: [...forms], instead: [...instead] };
}

const said = (value: WordSaid): WordChangeView['said'] =>
  value && { ...value, forms: [...value.forms], instead: [...value.instead] };

/** Only the last change of a word is undone: what came after it would be lost with it. */
export function presentWordChange({ latest, ...change }: WordChange, mayEdit: boolean): WordChangeView {
  return { ...change, said: said(change.said), before: said(change.before), mayUndo: latest && mayEdit };
}
