import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';

/** A fault with its place: `FILE:LINE: FAULT`, and a sentence. */
export interface FileFault {
  file: string;
  line: number;
  fault: string;
  text: string;
}

/** A YAML text read so that every value knows its line. */
export interface YamlFile {
  value: unknown;
  /** Line (from 1) of the key or entry at a path; of the nearest parent that is there where the path is not. */
  lineOf: (path: readonly (string | number)[]) => number;
  faults: FileFault[];
}

export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const faults = document.errors.map((error) => ({
    file,
    // What is not closed is found missing at the end: that is the last line with something on it.
    line: lines.linePos(Math.min(error.pos[0], text.trimEnd().length)).line,
    fault: 'not-yaml',
    text: error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '.') ?? 'This is not YAML.',
  }));
  const lineOf = (path: readonly (string | number)[]) => lines.linePos(offsetOf(document, path)).line;
  return { value: faults.length > 0 ? null : valueOf(document, file, faults), lineOf, faults };
}

/** Aliases that would grow without end, and the like, are faults of the file. */
function valueOf(document: Document, file: string, faults: FileFault[]): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    faults.push({ file, line: 1, fault: 'not-yaml', text: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const part of path) {
    const found = childOf(node, part);
    if (!found) break;
    offset = found.offset;
    node = found.node;
  }
  return offset;
}

function childOf(node: unknown, part: string | number): { node: unknown; offset: number } | null {
  if (isSeq(node) && typeof part === 'number') {
    const item = node.items[part];
    return isNode(item) ? { node: item, offset: startOf(item) } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find((each) => isPair(each) && isScalar(each.key) && String(each.key.value) === String(part));
  return pair ? { node: pair.value, offset: startOf(pair.key) } : null;
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
