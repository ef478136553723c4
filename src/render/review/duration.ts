const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Seconds as people say them: `a day`, `an hour`, `90 minutes`. */
export function durationText(seconds: number): string {
  const [unit, length] = UNITS.find(([, length]) => seconds % length === 0) ?? ['second', 1];
  const number = seconds / length;
  if (number === 1) return `${unit === 'hour' ? 'an' : 'a'} ${unit}`;
  return `${number} ${unit}s`;
}
