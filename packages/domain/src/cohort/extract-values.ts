import { lastYear } from './cohort.js';

/** A cell as it is meant, or what to do about it. */
export type CellValue<T> = { ok: true; value: T } | { ok: false; text: string };

const good = <T>(value: T): CellValue<T> => ({ ok: true, value });
const bad = (text: string): { ok: false; text: string } => ({ ok: false, text });

const yes = ['yes', 'y', 'true', '1', 'x'];
const no = ['', 'no', 'n', 'false', '0', '-'];

export function readYesNo(cell: string): CellValue<boolean> {
  const word = cell.toLowerCase();
  if (yes.includes(word)) return good(true);
  return no.includes(word) ? good(false) : bad('Write yes or no.');
}

/** `8`, `Year 8`, `Y8`; `R` or `Reception` is 0. */
export function readYearGroup(cell: string): CellValue<number> {
  if (/^(r|reception|yr)$/i.test(cell)) return good(0);
  const digits = /^(?:y|year|nc)?\s*(\d{1,2})$/i.exec(cell)?.[1];
  const year = digits === undefined ? NaN : Number(digits);
  if (year <= lastYear) return good(year);
  return bad(`Write the year group as R, or 1 to ${lastYear}: whoever is older is counted elsewhere.`);
}

/**
 * The case system's own reference. What could be a name, a unique pupil number or an NHS number is refused: these have no
 * place here.
 */
export function readReference(cell: string): CellValue<string> {
  if (cell === '') return bad('Every child needs the reference of the case system.');
  if (/^[A-Z]\d{11}[A-Z0-9]$/i.test(cell))
    return bad('This looks like a unique pupil number: use the case system’s reference.');
  if (isHealthNumber(cell)) return bad('This looks like an NHS number: use the case system’s reference.');
  if (!/\d/.test(cell)) return bad('This looks like a name: use the case system’s reference.');
  if (/^[A-Za-z0-9][A-Za-z0-9/-]{0,39}$/.test(cell)) return good(cell);
  return bad('Use at most 40 letters, digits, slashes and hyphens, and no spaces.');
}

/** Ten digits of which the last checks the others, modulo 11. */
function isHealthNumber(cell: string): boolean {
  const digits = cell.replaceAll(/[ -]/g, '');
  if (!/^\d{10}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

export function readArea(cell: string): CellValue<string | null> {
  if (cell === '') return good(null);
  return /^[\p{L}][\p{L}\p{N} ,'’&/-]{0,39}$/u.test(cell) ? good(cell) : bad('Write the area in at most 40 letters.');
}

/** A whole number, 0 where the cell is empty. */
export function readCount(cell: string): CellValue<number> {
  if (cell === '') return good(0);
  return /^\d{1,3}$/.test(cell) ? good(Number(cell)) : bad('Write a whole number from 0 to 999.');
}

/** With at most one decimal, null where the cell is empty. */
export function readDecimal(cell: string, most: number): CellValue<number | null> {
  if (cell === '') return good(null);
  const number = /^(\d{1,3}(?:\.\d)?)\s*%?$/.exec(cell)?.[1];
  const value = number === undefined ? NaN : Number(number);
  return value <= most ? good(value) : bad(`Write a number from 0 to ${most}, with at most one decimal.`);
}
