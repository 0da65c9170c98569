import type { Calendar, DeadlineRule, EligibilityRule, WordList } from '@kept/domain';
import { loadCalendars } from './calendars.js';
import { prefixTaken } from './check-file.js';
import { loadEligibilityRules } from './eligibility.js';
import type { LibraryDefinition, ReadDefinition } from './read-definition.js';
import { loadRules } from './rules.js';
import { readFolder, shippedFiles } from './shipped.js';
import { loadWordLists } from './words.js';
import type { FileFault } from './yaml-file.js';

/** All content that is data: what `kept migrate` publishes. A file with a fault is left out and its faults are told. */
export interface Library {
  definitions: LibraryDefinition[];
  rules: DeadlineRule[];
  calendars: Calendar[];
  /** Dated rules of who something is open to. */
  eligibility: EligibilityRule[];
  /** What a council's list of words begins with. */
  words: WordList[];
  faults: FileFault[];
}

/**
 * Loads the library with a council's own definitions beside it (`KEPT_WORKFLOWS_DIR`). Such a file may not take the
 * key or the prefix of another.
 */
export function loadLibrary({ extraDir }: { extraDir?: string | undefined } = {}): Library {
  const library: Library = {
    definitions: [],
    rules: [...loadRules()],
    calendars: [...loadCalendars()],
    eligibility: loadEligibilityRules(),
    words: loadWordLists(),
    faults: [],
  };
  const files = [...shippedFiles(), ...(extraDir ? readExtra(extraDir, library) : [])];
  for (const file of files) addFile(file, library);
  return library;
}

function readExtra(extraDir: string, library: Library): ReadDefinition[] {
  try {
    return readFolder(extraDir);
  } catch {
    library.faults.push({ file: extraDir, line: 1, fault: 'folder-unreadable', text: 'The folder cannot be read.' });
    return [];
  }
}

function addFile({ found, faults, lineOf }: ReadDefinition, library: Library): void {
  const clashes = found
    ? [...keyTaken(found, library, lineOf(['key'])), ...prefixTaken(found, library.definitions, lineOf(['reference']))]
    : [];
  library.faults.push(...faults, ...clashes);
  if (found && faults.length === 0 && clashes.length === 0) library.definitions.push(found);
}

function keyTaken({ definition, file }: LibraryDefinition, library: Library, line: number): FileFault[] {
  const other = library.definitions.find((each) => each.definition.key === definition.key);
  return other
    ? [{ file, line, fault: 'key-taken', text: `There is a workflow “${definition.key}” already: choose another key.` }]
    : [];
}
