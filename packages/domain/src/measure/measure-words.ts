import type { Measure } from './measure.js';

/** `124`, `4.5`: as whole as it is, and else with one digit; large figures without any. */
export function numberInWords(value: number): string {
  const rounded = Math.abs(value) >= 20 ? Math.round(value) : Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

/** `5 or more`, `5 or less`, `5`. */
export function targetInWords({ target, polarity }: Measure): string {
  const figure = numberInWords(target);
  if (polarity === 'T') return figure;
  return polarity === 'H' ? `${figure} or more` : `${figure} or less`;
}
