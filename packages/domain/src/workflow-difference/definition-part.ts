/** What a definition is made of, as a reader of it would name it. */
export type PartKind =
  'setting' | 'state' | 'limit' | 'transition' | 'need' | 'field' | 'record' | 'local' | 'escalation' | 'visibility';

/** One nameable part of a definition: enough to compare it, and enough to say what it is. */
export interface DefinitionPart {
  kind: PartKind;
  /** Unique within its kind: `in-progress/answer` of a limit. */
  key: string;
  title: string;
  /** What it says, a line for each. */
  words: readonly string[];
  /** All that the definition has of it, without the parts that are named by themselves. */
  body: unknown;
  /** The part that it comes and goes with: a limit with its state. */
  of: { kind: PartKind; key: string } | null;
}
