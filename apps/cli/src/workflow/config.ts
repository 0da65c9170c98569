/** The folder of a council's own definitions, where there is one. */
export function readWorkflowsDir(): string | undefined {
  return process.env['KEPT_WORKFLOWS_DIR'] || undefined;
}
