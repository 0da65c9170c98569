/**
 * docs/runbook/faults.md says of each fault what happens and which test shows it. This checks that each named test and each named
 * step of the harness is there, that all 43 faults have a row, and that enough of them are shown.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tools.mjs';

const table = 'docs/runbook/faults.md';
const faults = 43;
const mustShow = 38;
/** `| 12 | fault | what happens | shown by |`, the tests as `FILE: title` in code marks. */
const row = /^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/;
const named = /`([^`]+?\.(?:ts|mjs)): ([^`]+)`/g;

/** A test or a point by its whole title, a step of the harness by words that it prints. */
function stands({ file, title }) {
  const path = join(root, file);
  if (!existsSync(path)) return false;
  const text = readFileSync(path, 'utf8').replaceAll("\\'", "'");
  if (file.endsWith('.mjs')) return text.includes(title);
  return ["'", '`', '"'].some((mark) => text.includes(`${mark}${title}${mark}`));
}

function readRows() {
  const lines = readFileSync(join(root, table), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const [, number, , , shown] = row.exec(line) ?? [];
    if (number === undefined) return [];
    const tests = [...shown.matchAll(named)].map(([, file, title]) => ({ file, title }));
    return [{ number: Number(number), line: index + 1, tests, reason: shown.trim() }];
  });
}

/** @returns {string[]} what is wrong with the table, as lines `FILE:LINE: FAULT` */
export function faultTable() {
  const rows = readRows();
  const missing = Array.from({ length: faults }, (_, place) => place + 1)
    .filter((number) => rows.filter((each) => each.number === number).length !== 1)
    .map((number) => `${table}:1: fault ${number} does not have one row`);
  const gone = rows.flatMap(({ line, tests }) =>
    tests.filter((test) => !stands(test)).map(({ file, title }) => `${table}:${line}: no test "${title}" in ${file}`),
  );
  const unexplained = rows
    .filter(({ tests, reason }) => tests.length === 0 && !/^not yet: ./.test(reason))
    .map(({ line, number }) => `${table}:${line}: fault ${number} names neither a test nor a reason`);
  const shown = rows.filter(({ tests }) => tests.length > 0).length;
  const few = shown < mustShow ? [`${table}:1: ${shown} faults of ${faults} are shown, of at least ${mustShow}`] : [];
  return [...missing, ...gone, ...unexplained, ...few];
}

if (process.argv[1] === import.meta.filename) {
  const found = faultTable();
  console.log(found.length === 0 ? `${table}: every fault has its test or its reason` : found.join('\n'));
  process.exitCode = found.length === 0 ? 0 : 1;
}
