import type { ReactNode } from 'react';
import type { WeatherKind } from '../../shared/practice/weather.ts';
import './weather-symbol.css';

/** A sign for each thing that can go wrong; beside it always stands what it means. */
export function WeatherSymbol({ kind }: { readonly kind: WeatherKind }) {
  return (
    <svg
      className="weather-symbol"
      width="40"
      height="40"
      viewBox="0 0 40 40"
      aria-hidden="true"
      focusable="false"
    >
      <circle className="weather-symbol-ground" cx="20" cy="20" r="19" />
      {GLYPHS[kind]}
    </svg>
  );
}

const clock = (
  <>
    <circle className="weather-line" cx="20" cy="20" r="10" />
    <path className="weather-line" d="M20 13v7l5 3" />
  </>
);

const GLYPHS: Readonly<Record<WeatherKind, ReactNode>> = {
  latency: clock,
  pace: clock,
  // A traffic light at red.
  throttle: (
    <>
      <rect className="weather-line" x="14" y="8" width="12" height="24" rx="4" />
      <circle className="weather-bad" cx="20" cy="14" r="3" />
      <circle className="weather-pale" cx="20" cy="20" r="2.4" />
      <circle className="weather-pale" cx="20" cy="26" r="2.4" />
    </>
  ),
  // Something behind fog.
  'not-found': (
    <>
      <path className="weather-dots" d="M13 10h14v10H13z" />
      <path className="weather-line" d="M9 24q3-3 6 0t6 0 6 0 4 0M11 30q3-3 6 0t6 0 6 0" />
    </>
  ),
  // A house with every place taken.
  'no-capacity': (
    <>
      <path className="weather-line" d="M11 31V16l9-6 9 6v15z" />
      <path className="weather-bad" d="M15 18h10v3H15zM15 22.5h10v3H15zM15 27h10v3H15z" />
    </>
  ),
  // A house that is dark and struck out.
  'zone-lost': (
    <>
      <path className="weather-fill" d="M11 31V16l9-6 9 6v15z" />
      <path className="weather-bad-line" d="M9 9l22 22" />
    </>
  ),
  // A suitcase on its way.
  elsewhere: (
    <>
      <path className="weather-line" d="M11 17h18v13H11zM16 17v-4h8v4" />
      <path className="weather-bad-line" d="M15 24h9m-4-4 4 4-4 4" />
    </>
  ),
  unauthorized: (
    <>
      <rect className="weather-fill" x="12" y="18" width="16" height="12" rx="2" />
      <path className="weather-line" d="M15 18v-4a5 5 0 0 1 10 0v4" />
    </>
  ),
  // An hourglass.
  'pending-verification': (
    <>
      <path className="weather-line" d="M13 10h14M13 30h14M15 10q0 6 5 10-5 4-5 10M25 10q0 6-5 10 5 4 5 10" />
      <path className="weather-fill" d="M17 29l3-4 3 4z" />
    </>
  ),
  // A paper that waits for a signature.
  'opt-in-required': (
    <>
      <path className="weather-line" d="M13 9h10l5 5v17H13zM17 16h6M17 20h7" />
      <path className="weather-bad-line" d="M16 27q2-4 4-1t5-1" />
    </>
  ),
  'lose-answer': (
    <>
      <path className="weather-line" d="M31 20h-8M15 20H9m4-5-5 5 5 5" />
      <path className="weather-bad-line" d="M16 15l6 10M22 15l-6 10" />
    </>
  ),
  'lose-request': (
    <>
      <path className="weather-line" d="M9 20h8M25 20h6m-4-5 5 5-5 5" />
      <path className="weather-bad-line" d="M18 15l6 10M24 15l-6 10" />
    </>
  ),
  'html-500': <path className="weather-bad" d="M22 8L12 22h7l-2 10 11-15h-7z" />,
  error: (
    <>
      <path className="weather-line" d="M20 10l11 20H9z" />
      <path className="weather-bad-line" d="M20 17v6M20 26.5v.5" />
    </>
  ),
};
