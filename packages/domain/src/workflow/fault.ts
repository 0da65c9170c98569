/** The faults of a definition, by the names that `kept workflow check` prints. */
export type FaultName =
  | 'unreachable-state'
  | 'unknown-target'
  | 'no-way-out'
  | 'limit-missing'
  | 'limit-without-start'
  | 'escalation-without-post'
  | 'unknown-role'
  | 'unknown-field'
  | 'unknown-rule'
  | 'bad-key'
  | 'plain-without-reader'
  | 'field-unseen'
  | 'child-to-panel'
  | 'restricted-to-panel'
  | 'alert-on-a-list';

/** What is wrong with a definition, and where: `path` leads into the file, e.g. `['states', 'raised', 'limits', 0]`. */
export interface DefinitionFault {
  fault: FaultName;
  path: (string | number)[];
  text: string;
}

/** What a definition is checked against beside itself. */
export interface CheckContext {
  /** Keys of the rule library. */
  rules: readonly string[];
}
