/** Which list of an edit a sentence is about. */
export type EditPart = 'add' | 'rename' | 'remove' | 'terms.add' | 'terms.change' | 'terms.remove' | 'knownTo';

/** What is wrong with one entry of an edit, in plain words; `index` is its place in the list. */
export interface EditFault {
  part: EditPart;
  index: number;
  text: string;
}

/** The entries of a list for which there is something to say. */
export function faultsOf<Entry>(
  part: EditPart,
  entries: readonly Entry[],
  textOf: (entry: Entry) => string | null,
): EditFault[] {
  return entries.flatMap((entry, index) => {
    const text = textOf(entry);
    return text === null ? [] : [{ part, index, text }];
  });
}
