import type { WorkflowDefinition } from './definition.js';
import { edgesOf, layersOf, type Edge } from './layers.js';

/** A state's box, in pixels. */
export interface Box {
  state: string;
  row: number;
  x: number;
  y: number;
  width: number;
  height: number;
  lines: string[];
}

/** A line as the corners that it passes; it ends at the top of its target. */
export interface Line extends Edge {
  points: readonly (readonly [number, number])[];
}

export interface Layout {
  width: number;
  height: number;
  boxes: Box[];
  lines: Line[];
}

const margin = 24;
const lineHeight = 18;
/** Wider than any letter of the font at its size, so that no text is cut. */
const letterWidth = 8.6;
const longestLine = 26;
const between = 32;
const track = 9;

/**
 * Places boxes in rows and leads the lines through the gaps between the rows and the lanes beside them, so that no line
 * crosses a box. All lines to one state share its lane.
 */
export function layOut(definition: WorkflowDefinition): Layout {
  const edges = edgesOf(definition);
  const rows = layersOf(definition).map((layer, row) => layer.map((state) => sizeBox(state, row, definition)));
  const gaps = rows.map((_, row) => targetsThrough(row, edges, rows));
  const lanes = lanesOf(edges, rows);
  const left = margin + lanes.left.length * track + margin;
  const inner = Math.max(...rows.map(widthOf));
  placeBoxes(rows, gaps, left, inner);
  const place: Place = { boxes: rows.flat(), rows, gaps, lanes, left, right: left + inner };
  const lastRow = rows.at(-1) ?? [];
  return {
    width: Math.ceil(place.right + margin + lanes.right.length * track + margin),
    height: Math.ceil(Math.max(...lastRow.map((box) => box.y + box.height)) + margin),
    boxes: place.boxes,
    lines: edges.map((edge) => lead(edge, edges, place)),
  };
}

/** Breaks words into lines; a word longer than a line stands whole on its own. */
export function wrap(text: string, longest: number): string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < longest) return [...lines.slice(0, -1), `${last} ${word}`];
    return [...lines, word];
  }, []);
}

interface Place {
  boxes: Box[];
  rows: Box[][];
  /** Targets whose lines run through the gap below each row, in the order of their tracks. */
  gaps: string[][];
  lanes: { left: string[]; right: string[] };
  left: number;
  right: number;
}

function sizeBox(state: string, row: number, definition: WorkflowDefinition): Box {
  const lines = wrap(definition.states[state]?.label ?? state, longestLine);
  const width = Math.max(90, ...lines.map((line) => line.length * letterWidth + 24));
  return { state, row, x: 0, y: 0, width, height: lines.length * lineHeight + 22, lines };
}

function widthOf(row: readonly Box[]): number {
  return row.reduce((sum, box) => sum + box.width, 0) + (row.length - 1) * between;
}

function placeBoxes(rows: Box[][], gaps: readonly string[][], left: number, inner: number): void {
  let y = margin + ((gaps.at(-1)?.length ?? 0) + 1) * track;
  rows.forEach((row, at) => {
    let x = left + (inner - widthOf(row)) / 2;
    for (const box of row) {
      Object.assign(box, { x, y });
      x += box.width + between;
    }
    y += Math.max(...row.map((box) => box.height)) + 28 + (gaps[at]?.length ?? 0) * track;
  });
}

/** Lines leave through the gap below their source and arrive through the gap above their target. */
function targetsThrough(row: number, edges: readonly Edge[], rows: readonly Box[][]): string[] {
  const through = edges.filter(({ from, to }) => rowOf(from, rows) === row || rowOf(to, rows) === row + 1);
  return [...new Set(through.map((edge) => edge.to))];
}

function lanesOf(edges: readonly Edge[], rows: readonly Box[][]): Place['lanes'] {
  const targets = (side: (edge: Edge) => boolean) => [...new Set(edges.filter(side).map((edge) => edge.to))];
  return {
    left: targets(({ from, to }) => rowOf(to, rows) <= rowOf(from, rows)),
    right: targets(({ from, to }) => rowOf(to, rows) > rowOf(from, rows) + 1),
  };
}

function rowOf(state: string, rows: readonly Box[][]): number {
  return rows.findIndex((row) => row.some((box) => box.state === state));
}

function lead(edge: Edge, edges: readonly Edge[], place: Place): Line {
  const from = boxOf(edge.from, place);
  const to = boxOf(edge.to, place);
  const start = portOf(
    from,
    edges.filter((each) => each.from === edge.from).indexOf(edge),
    edges.filter((each) => each.from === edge.from).length,
  );
  const end = to.x + to.width / 2;
  const leaves = trackBelow(from.row, edge.to, place);
  const arrives = to.row === from.row + 1 ? leaves : trackBelow(to.row - 1, edge.to, place);
  const lane = to.row === from.row + 1 ? end : laneOf(edge.to, to.row > from.row, place);
  const points = [
    [start, from.y + from.height],
    [start, leaves],
    [lane, leaves],
    [lane, arrives],
    [end, arrives],
    [end, to.y],
  ] as const;
  return { ...edge, points };
}

function boxOf(state: string, place: Place): Box {
  const box = place.boxes.find((each) => each.state === state);
  if (!box) throw new Error(`There is no state ${state}.`);
  return box;
}

/** Lines leave side by side, and none from the very middle, where the lines to the box below come down. */
function portOf(box: Box, index: number, count: number): number {
  const part = (index + 1) / (count + 1);
  return box.x + box.width * part + (part === 0.5 ? 8 : 0);
}

function trackBelow(row: number, target: string, place: Place): number {
  const boxes = place.rows[row];
  if (!boxes) return margin + track;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return bottom + 10 + (place.gaps[row]?.indexOf(target) ?? 0) * track;
}

function laneOf(target: string, forward: boolean, place: Place): number {
  return forward
    ? place.right + margin + place.lanes.right.indexOf(target) * track
    : place.left - margin - place.lanes.left.indexOf(target) * track;
}
