import { drawWorkflow } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { readWorkflowsDir } from './config.js';

/** The SVG of a workflow of the library or of the council's own folder. @throws a sentence where there is none. */
export function drawByKey(key: string): string {
  const { definitions } = loadLibrary({ extraDir: readWorkflowsDir() });
  const found = definitions.find(({ definition }) => definition.key === key)?.definition;
  if (found) return drawWorkflow(found);
  const known = definitions.map(({ definition }) => definition.key).join(', ');
  throw new Error(`There is no workflow “${key}”. There are: ${known}.`);
}
