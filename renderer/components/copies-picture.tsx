import './copies-picture.css';

export type CopyPlace = {
  readonly id: 'keychain' | 'backup' | 'file' | 'aws';
  readonly name: string;
  /** What is to be said of it: "Made 12 May 2026", "None yet". */
  readonly caption: string;
  /** `missing`: it should be there; `absent`: it need not. */
  readonly state: 'there' | 'absent' | 'missing';
};

type CopiesPictureProps = {
  readonly title: string;
  readonly privateLabel: string;
  readonly publicLabel: string;
  readonly privatePlaces: readonly CopyPlace[];
  readonly publicPlaces: readonly CopyPlace[];
  readonly footnote: string;
};

/** Where a key is: full keys for private halves, a lock for the public one. What the drawing shows, the captions say. */
export function CopiesPicture(props: CopiesPictureProps) {
  return (
    <figure className="copies-picture">
      <figcaption>{props.title}</figcaption>
      <div className="copies-picture-halves">
        <Half label={props.privateLabel} places={props.privatePlaces} />
        <Half label={props.publicLabel} places={props.publicPlaces} />
      </div>
      <p>{props.footnote}</p>
    </figure>
  );
}

function Half({ label, places }: { readonly label: string; readonly places: readonly CopyPlace[] }) {
  return (
    <div className="copies-picture-half">
      <span className="copies-picture-label">{label}</span>
      <ul aria-label={label}>
        {places.map((place) => (
          <li key={place.id} className={`copies-picture-place copies-picture-${place.state}`}>
            <PlacePicture id={place.id} isThere={place.state === 'there'} />
            <span className="copies-picture-name">{place.name}</span>
            <span className="copies-picture-caption">{place.caption}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function PlacePicture({ id, isThere }: { readonly id: CopyPlace['id']; readonly isThere: boolean }) {
  return (
    <svg width="64" height="56" viewBox="0 0 64 56" aria-hidden="true" focusable="false">
      <path className="copies-picture-wall" d={WALLS[id]} />
      {isThere && id !== 'aws' && <Key />}
      {isThere && id === 'aws' && <Lock />}
    </svg>
  );
}

/** A chest, a boxed copy, a sheet of paper, a cloud. */
const WALLS = {
  keychain: 'M8 50V22a12 12 0 0 1 12-12h24a12 12 0 0 1 12 12v28zM8 24h48',
  backup: 'M8 18h48v32H8zM8 18l6-10h36l6 10M26 18v-10M38 18v-10',
  file: 'M16 6h22l12 12v32H16zM38 6v12h12',
  aws: 'M18 48a12 12 0 0 1-1-24 16 16 0 0 1 30-4 14 14 0 0 1 0 28z',
} as const;

function Key() {
  return (
    <g className="copies-picture-key">
      <circle cx="25" cy="36" r="6.5" />
      <path d="M31 36h15M41 36v6M46 36v5" />
    </g>
  );
}

function Lock() {
  return (
    <g className="copies-picture-lock">
      <rect x="24" y="31" width="16" height="12" rx="2" />
      <path d="M27 31v-4a5 5 0 0 1 10 0v4" />
    </g>
  );
}
