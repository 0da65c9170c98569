/** A council's own workflows beside the shipped ones: `KEPT_WORKFLOWS_DIR`. */
export function workflowsDir(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  return env['KEPT_WORKFLOWS_DIR'] || undefined;
}
