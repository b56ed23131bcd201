import './zone-map.css';

export type MappedZone = {
  readonly name: string;
  readonly zoneId: string;
  /** How many machines are drawn in it. */
  readonly machines: number;
  /** One line under the name: "2 machines", or why there can be none. */
  readonly caption: string;
  readonly isUsable: boolean;
  /** In the picture only: as if all of it had failed. */
  readonly isLost?: boolean;
};

type ZoneMapProps = { readonly title: string; readonly zones: readonly MappedZone[] };

/** The region as a fence with a building a zone; a lit building holds machines. */
export function ZoneMap({ title, zones }: ZoneMapProps) {
  return (
    <figure className="zone-map">
      <figcaption>{title}</figcaption>
      <ul>
        {zones.map((zone) => (
          <li key={zone.zoneId} className={classOf(zone)}>
            <Building machines={zone.machines} isLost={zone.isLost === true} />
            <span className="zone-map-name">{zone.name}</span>
            <span className="zone-map-id">{zone.zoneId}</span>
            <span className="zone-map-caption">{zone.caption}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function classOf({ machines, isUsable, isLost }: MappedZone): string {
  if (isLost) return 'zone-map-zone zone-map-lost';
  if (machines > 0) return 'zone-map-zone zone-map-lit';
  return isUsable ? 'zone-map-zone' : 'zone-map-zone zone-map-unusable';
}

type BuildingProps = { readonly machines: number; readonly isLost: boolean };

function Building({ machines, isLost }: BuildingProps) {
  return (
    <svg width="56" height="56" viewBox="0 0 56 56" aria-hidden="true" focusable="false">
      <path className="zone-map-wall" d="M8 50V16l20-10 20 10v34z" />
      {boxesOf(machines).map(({ x, y, width, height }) => (
        <g key={`${x} ${y}`}>
          <rect className="zone-map-rack" x={x} y={y} width={width} height={height} rx="1.5" />
          <circle className="zone-map-lamp" cx={x + 3} cy={y + 3} r="1.5" />
        </g>
      ))}
      {isLost && <path className="zone-map-cross" d="M4 10l48 40M52 10L4 50" />}
    </svg>
  );
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A box for each machine, the larger the fewer there are. What is more than nine, the caption says. */
function boxesOf(machines: number): readonly Box[] {
  const columns = machines === 1 ? 1 : machines <= 4 ? 2 : 3;
  const size = { 1: 22, 2: 13, 3: 8 }[columns];
  const left = 28 - (columns * size + (columns - 1) * 2) / 2;
  return Array.from({ length: Math.min(machines, 9) }, (_, at) => ({
    x: left + (at % columns) * (size + 2),
    y: 21 + Math.floor(at / columns) * (size + 1),
    width: size,
    height: size - 1,
  }));
}
