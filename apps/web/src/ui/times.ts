/**
 * A time of day as it is typed (`14:30`, `14.30`, `1430`, `2:30pm`, `9am`) as `HH:MM`; `undefined` when it is none. An hour
 * alone is too little: nobody knows whether it is morning or evening.
 */
export function readTypedTime(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$/i.exec(typed.trim());
  if (!found) return undefined;
  const [, hours = '', minutes, half] = found;
  if (minutes === undefined && half === undefined) return undefined;
  const hour = half === undefined ? Number(hours) : onTheDay(Number(hours), half.toLowerCase());
  if (!(hour <= 23) || Number(minutes ?? 0) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
}

/** 12am is midnight, 12pm noon; there is no 13pm. */
function onTheDay(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}
