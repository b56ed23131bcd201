import './zone-map.css';

export type MappedZone = {
  readonly name: string;
  readonly zoneId: string;
  readonly hasMachine: boolean;
  /** One line under the name: "1 machine", or why there can be none. */
  readonly caption: string;
  readonly isUsable: boolean;
  /** In the picture only: as if all of it had failed. */
  readonly isLost?: boolean;
};

type ZoneMapProps = { readonly title: string; readonly zones: readonly MappedZone[] };

/** The region as a fence with a building a zone; a lit building holds a machine. */
export function ZoneMap({ title, zones }: ZoneMapProps) {
  return (
    <figure className="zone-map">
      <figcaption>{title}</figcaption>
      <ul>
        {zones.map((zone) => (
          <li key={zone.zoneId} className={classOf(zone)}>
            <Building isLit={zone.hasMachine} isLost={zone.isLost === true} />
            <span className="zone-map-name">{zone.name}</span>
            <span className="zone-map-id">{zone.zoneId}</span>
            <span className="zone-map-caption">{zone.caption}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function classOf({ hasMachine, isUsable, isLost }: MappedZone): string {
  if (isLost) return 'zone-map-zone zone-map-lost';
  if (hasMachine) return 'zone-map-zone zone-map-lit';
  return isUsable ? 'zone-map-zone' : 'zone-map-zone zone-map-unusable';
}

type BuildingProps = { readonly isLit: boolean; readonly isLost: boolean };

function Building({ isLit, isLost }: BuildingProps) {
  return (
    <svg width="56" height="56" viewBox="0 0 56 56" aria-hidden="true" focusable="false">
      <path className="zone-map-wall" d="M8 50V16l20-10 20 10v34z" />
      {isLit &&
        [22, 31, 40].map((y) => (
          <g key={y}>
            <rect className="zone-map-rack" x="16" y={y} width="24" height="6" rx="1.5" />
            <circle className="zone-map-lamp" cx="20" cy={y + 3} r="1.5" />
          </g>
        ))}
      {isLost && <path className="zone-map-cross" d="M4 10l48 40M52 10L4 50" />}
    </svg>
  );
}
