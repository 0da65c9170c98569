/** What accessibility.json holds. Days are `YYYY-MM-DD`. */
export interface Statement {
  preparedOn: string;
  reviewedOn: string;
  testedOn: string;
  standard: string;
  /** One of the three that the model statement of the regulations knows. */
  status: string;
  /** How it was tested, in sentences. */
  tested: readonly string[];
  issues: readonly Issue[];
  /** What would be too great a burden, and why; and what the regulations leave out. */
  disproportionate: readonly string[];
  outOfScope: readonly string[];
}

export interface Issue {
  what: string;
  /** The success criterion that it fails, by number and name. */
  criterion: string | null;
  reason: string;
  /** What to use in its place. */
  instead: string;
  mendedBy: string | null;
}

export function issuesFor({ issues }: Statement, reason: string): Issue[] {
  return issues.filter((issue) => issue.reason === reason);
}
