import './port-board.css';

export type Door = {
  readonly port: number;
  readonly name: string;
  readonly portLabel: string;
  /** Who is let in, in words: "Open to everyone", "Only 203.0.113.7/32", "Closed". */
  readonly caption: string;
  readonly opening: 'everyone' | 'some' | 'one-address' | 'closed' | 'unknown';
  /** More people come in than should: a login that everyone can try. */
  readonly isAlarming: boolean;
};

type PortBoardProps = { readonly title: string; readonly doors: readonly Door[]; readonly footnote: string };

/** The firewall as a row of doors: wide open, ajar for a few or for one person, or shut; or nobody knows. */
export function PortBoard({ title, doors, footnote }: PortBoardProps) {
  return (
    <figure className="port-board">
      <figcaption>{title}</figcaption>
      <ul>
        {doors.map((door) => (
          <li
            key={`${door.name} ${door.port}`}
            className={`port-board-door port-board-${door.isAlarming ? 'alarming' : door.opening}`}
          >
            <DoorPicture opening={door.opening} />
            <span className="port-board-name">{door.name}</span>
            <span className="port-board-port">{door.portLabel}</span>
            <span className="port-board-caption">{door.caption}</span>
          </li>
        ))}
      </ul>
      <p>{footnote}</p>
    </figure>
  );
}

function DoorPicture({ opening }: { readonly opening: Door['opening'] }) {
  return (
    <svg width="52" height="64" viewBox="0 0 52 64" aria-hidden="true" focusable="false">
      <rect className="port-board-frame" x="7" y="4" width="38" height="56" rx="3" />
      {opening === 'closed' && <path className="port-board-leaf" d="M11 8h30v52H11z" />}
      {opening === 'closed' && <circle className="port-board-knob" cx="35" cy="35" r="2.6" />}
      {opening === 'everyone' && <path className="port-board-leaf" d="M11 8l9 5v51l-9-4z" />}
      {(opening === 'one-address' || opening === 'some') && (
        <path className="port-board-leaf" d="M11 8l20 4v51l-20-3z" />
      )}
      {opening === 'some' && <PeopleAtTheDoor places={[35, 42]} />}
      {opening === 'unknown' && <path className="port-board-leaf" d="M11 8h30v52H11z" />}
      {opening === 'unknown' && (
        <text className="port-board-question" x="26" y="44" textAnchor="middle">
          ?
        </text>
      )}
      {opening === 'one-address' && <circle className="port-board-person" cx="37" cy="32" r="3.4" />}
      {opening === 'one-address' && (
        <path className="port-board-person" d="M32.5 60V44a4.5 4.5 0 0 1 9 0v16z" />
      )}
      {opening === 'everyone' && <PeopleAtTheDoor places={[25, 32.5, 40]} />}
    </svg>
  );
}

function PeopleAtTheDoor({ places }: { readonly places: readonly number[] }) {
  return places.map((x) => (
    <g key={x} className="port-board-person">
      <circle cx={x} cy="38" r="2.8" />
      <path d={`M${x - 3.2} 60V48a3.2 3.2 0 0 1 6.4 0v12z`} />
    </g>
  ));
}
