/** `2026-05-12T14:03:00Z` → `3 days ago`. Clocks of two machines may disagree: what lies a little ahead is "now". */
export function ago(iso: string, now: number): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  const unit = UNITS.find(({ seconds: size }) => Math.abs(seconds) >= size);
  if (unit === undefined) return RELATIVE.format(0, 'second');
  return RELATIVE.format(Math.trunc(seconds / unit.seconds), unit.name);
}

/** `2026-05-12T14:03:00Z` → `12 May 2026`, in the time zone of this computer. */
export function day(iso: string): string {
  return DAY.format(Date.parse(iso));
}

/** With the time of day. */
export function moment(iso: string): string {
  return MOMENT.format(Date.parse(iso));
}

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

const DAY_S = 86_400;
const UNITS = [
  { name: 'year', seconds: 365 * DAY_S },
  { name: 'month', seconds: 30 * DAY_S },
  { name: 'day', seconds: DAY_S },
  { name: 'hour', seconds: 3600 },
  { name: 'minute', seconds: 60 },
] as const;
