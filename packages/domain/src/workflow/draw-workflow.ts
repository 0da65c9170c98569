import { previousState, type TransitionDefinition, type WorkflowDefinition } from './definition.js';
import { layOut, type Box, type Line } from './layout.js';
import { targetsFrom } from './walk.js';

/**
 * Draws a workflow as an SVG document: states as boxes from the first down to the final ones, moves as lines. Its title
 * and description say the same in words, for those who hear it. Colours are of the GOV.UK palette and pass on white.
 */
export function drawWorkflow(definition: WorkflowDefinition): string {
  const { width, height, boxes, lines } = layOut(definition);
  const id = `workflow-${definition.key}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="Arial, Helvetica, sans-serif" font-size="14">`,
    `<title id="${id}-title">${escape(`${definition.title.officer}: states and moves`)}</title>`,
    `<desc id="${id}-desc">${escape(describeMoves(definition))}</desc>`,
    `<defs><marker id="${id}-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#505a5f"/></marker></defs>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...lines.map((line) => drawLine(line, definition, `${id}-arrow`)),
    ...boxes.map((box) => drawBox(box, definition)),
    '</svg>',
  ].join('\n');
}

/** Every state with the moves out of it, as sentences. */
export function describeMoves(definition: WorkflowDefinition): string {
  return Object.entries(definition.states)
    .map(([key, state]) => {
      if (state.final) return `${state.label} is final.`;
      const moves = Object.values(definition.transitions)
        .filter((transition) => transition.from.includes(key))
        .map((transition) => `${transition.label} (to ${targetWords(key, transition, definition)})`);
      return `From ${state.label}: ${moves.join(', ')}.`;
    })
    .join(' ');
}

function targetWords(state: string, transition: TransitionDefinition, definition: WorkflowDefinition): string {
  return targetsFrom(state, transition)
    .map((target) => labelOf(target, definition))
    .join(' or ');
}

function drawLine(line: Line, definition: WorkflowDefinition, arrow: string): string {
  const path = line.points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  const moves = Object.values(definition.transitions)
    .filter((transition) => targetsFrom(line.from, transition).includes(line.to))
    .map((transition) => transition.label);
  const title = `${labelOf(line.from, definition)} to ${labelOf(line.to, definition)}: ${moves.join(', ')}`;
  return `<path d="${path}" fill="none" stroke="#505a5f" stroke-width="1.5" stroke-linejoin="round" marker-end="url(#${arrow})"><title>${escape(title)}</title></path>`;
}

function drawBox(box: Box, definition: WorkflowDefinition): string {
  const state = definition.states[box.state];
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(round);
  const fill = state?.final ? '#cce2d8' : box.state === definition.initial ? '#d2e2f1' : '#f3f2f1';
  const dashes = state?.restricted ? ' stroke-dasharray="6 4"' : '';
  const middle = round(box.x + box.width / 2);
  const words = box.lines.map(
    (line, index) => `<tspan x="${middle}" y="${round(box.y + 24 + index * 18)}">${escape(line)}</tspan>`,
  );
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${fill}" stroke="#0b0c0c" stroke-width="${state?.final ? 3 : 1.5}"${dashes}/>` +
    `<text text-anchor="middle" fill="#0b0c0c">${words.join('')}</text>`
  );
}

function labelOf(state: string, definition: WorkflowDefinition): string {
  if (state === previousState) return 'where it stood before';
  return definition.states[state]?.label ?? state;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
}
