export interface Segment {
  text: string;
  marked: boolean;
}

/** A text cut at the places of its highlights, in order; what lies outside it marks nothing. */
export function segmentsOf(text: string, highlights: readonly { from: number; to: number }[]): Segment[] {
  const segments: Segment[] = [];
  let place = 0;
  for (const { from, to } of highlights) {
    if (from < place || to > text.length || to <= from) continue;
    if (from > place) segments.push({ text: text.slice(place, from), marked: false });
    segments.push({ text: text.slice(from, to), marked: true });
    place = to;
  }
  if (place < text.length) segments.push({ text: text.slice(place), marked: false });
  return segments;
}
