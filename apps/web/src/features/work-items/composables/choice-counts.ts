/** `Accepted (4)`; `Accepted (99+)` where counting stopped; the label alone while nothing is counted. */
export function withCount(label: string, items: number | undefined, upTo: number | undefined): string {
  if (items === undefined || upTo === undefined) return label;
  return `${label} (${items >= upTo ? `${upTo - 1}+` : items})`;
}
