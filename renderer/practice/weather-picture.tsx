import type { WeatherKind } from '../../shared/practice/weather.ts';
import { words } from '../../shared/words/en.ts';
import './weather-picture.css';
import { WeatherSymbol } from './weather-symbol.tsx';

const said = words.practice.weather;

type WeatherPictureProps = {
  /** What goes wrong, each kind once; none in fair weather. */
  readonly kinds: readonly WeatherKind[];
  /** The same in words. */
  readonly caption: string;
};

/** The road from here to AWS: free under the sun, or with what stands in the way. */
export function WeatherPicture({ kinds, caption }: WeatherPictureProps) {
  const isFair = kinds.length === 0;
  return (
    <div
      role="img"
      aria-label={said.picture(caption)}
      className={isFair ? 'weather-picture' : 'weather-picture weather-picture-foul'}
    >
      <div className="weather-picture-end">
        <Laptop />
        <span>{said.you}</span>
      </div>
      <div className="weather-picture-way">
        <div className="weather-picture-sky">{isFair ? <Sun /> : <Rain />}</div>
        <div className="weather-picture-road">
          {isFair ? <Van /> : kinds.map((kind) => <WeatherSymbol key={kind} kind={kind} />)}
        </div>
      </div>
      <div className="weather-picture-end">
        <Cloud />
        <span>{said.aws}</span>
      </div>
    </div>
  );
}

function Laptop() {
  return (
    <svg width="64" height="52" viewBox="0 0 64 52" aria-hidden="true" focusable="false">
      <rect className="weather-picture-thing" x="10" y="6" width="44" height="30" rx="3" />
      <path className="weather-picture-ink" d="M4 40h56l-5 7H9z" />
      <path className="weather-picture-ink" d="M18 15h16v3H18zM18 22h24v3H18z" />
    </svg>
  );
}

function Cloud() {
  return (
    <svg width="76" height="52" viewBox="0 0 76 52" aria-hidden="true" focusable="false">
      <path
        className="weather-picture-thing"
        d="M20 46a14 14 0 0 1 1-28 20 20 0 0 1 37-2 15 15 0 0 1 2 30z"
      />
      <path className="weather-picture-ink" d="M28 25h22v4H28zM28 33h22v4H28z" />
    </svg>
  );
}

function Sun() {
  return (
    <svg width="52" height="52" viewBox="0 0 52 52" aria-hidden="true" focusable="false">
      <circle className="weather-picture-sun" cx="26" cy="26" r="12" />
      <path
        className="weather-picture-rays"
        d="M26 3v7M26 42v7M3 26h7M42 26h7M10 10l5 5M37 37l5 5M42 10l-5 5M15 37l-5 5"
      />
    </svg>
  );
}

function Rain() {
  return (
    <svg width="88" height="52" viewBox="0 0 88 52" aria-hidden="true" focusable="false">
      <path
        className="weather-picture-gloom"
        d="M24 34a12 12 0 0 1 1-24 18 18 0 0 1 33-2 13 13 0 0 1 3 26z"
      />
      <path className="weather-picture-drops" d="M30 39l-3 9M43 39l-3 9M56 39l-3 9" />
    </svg>
  );
}

/** A call on its way. */
function Van() {
  return (
    <svg width="46" height="30" viewBox="0 0 46 30" aria-hidden="true" focusable="false">
      <path className="weather-picture-van" d="M2 4h24v18H2zM28 9h8l7 7v6H28z" />
      <circle className="weather-picture-wheel" cx="12" cy="23" r="4" />
      <circle className="weather-picture-wheel" cx="34" cy="23" r="4" />
    </svg>
  );
}
