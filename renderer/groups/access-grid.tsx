import type { ReactNode } from 'react';
import { words } from '../../shared/words/en.ts';
import './access-grid.css';

const said = words.groups.group.picture;

/** Whom a row is about; it decides the sign beside its name, never more. */
export type SourceKind = 'everyone' | 'many' | 'some' | 'one' | 'group' | 'list';
export type Door = 'open' | 'closed' | 'unknown';

export type AccessGridProps = {
  readonly title: string;
  /** The doors, from left to right: `22`, and `SSH` beneath. */
  readonly ports: readonly {
    readonly key: string;
    readonly label: string;
    readonly name: string;
    /** A website's: there it is as it should be that everyone comes in. */
    readonly isWeb: boolean;
  }[];
  /** Who comes from where, one door each in the order of `ports`. */
  readonly sources: readonly {
    readonly key: string;
    readonly kind: SourceKind;
    readonly label: string;
    /** What else is to be said of it: the name of a list, what a range is. */
    readonly note: string | null;
    readonly doors: readonly Door[];
  }[];
};

/** A row for each who comes, a column for each door. It is a table, so that it can be read without being seen. */
export function AccessGrid({ title, ports, sources }: AccessGridProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard.
    <div className="access-grid" role="region" aria-label={title} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{said.from}</th>
            {ports.map(({ key, label, name }) => (
              <th key={key} scope="col" className="access-grid-port">
                <span className="access-grid-number">{label}</span>
                <span className="access-grid-service">{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.key} className={`access-grid-${source.kind}`}>
              <th scope="row">
                <span className="access-grid-source">
                  <SourceSign kind={source.kind} />
                  <span>
                    <span className="access-grid-name">{source.label}</span>
                    {source.note !== null && <span className="access-grid-note">{source.note}</span>}
                  </span>
                </span>
              </th>
              {source.doors.map((door, place) => (
                <td
                  key={ports[place]?.key ?? place}
                  className={doorClass(door, ports[place]?.isWeb === true)}
                >
                  <DoorSign door={door} />
                  <span>{said.doors[door]}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function doorClass(door: Door, isWeb: boolean): string {
  return `access-grid-door access-grid-${door}${isWeb ? ' access-grid-web' : ''}`;
}

function DoorSign({ door }: { readonly door: Door }) {
  return (
    <svg width="64" height="36" viewBox="0 0 64 36" aria-hidden="true" focusable="false">
      <rect className="access-grid-frame" x="21" y="2" width="22" height="32" rx="2" />
      {door === 'open' && <path className="access-grid-leaf" d="M43 2l7 4v28h-7z" />}
      {door === 'open' && <path className="access-grid-arrow" d="M4 18h30M28 11.5l7 6.5-7 6.5" />}
      {door === 'closed' && <rect className="access-grid-leaf" x="23.5" y="4.5" width="17" height="29.5" />}
      {door === 'closed' && <circle className="access-grid-knob" cx="37" cy="19" r="1.8" />}
      {door === 'unknown' && (
        <text className="access-grid-question" x="32" y="25" textAnchor="middle">
          ?
        </text>
      )}
    </svg>
  );
}

function SourceSign({ kind }: { readonly kind: SourceKind }) {
  return (
    <svg
      className="access-grid-sign"
      width="32"
      height="32"
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
    >
      {SIGNS[kind]}
    </svg>
  );
}

/** A globe, a crowd, a house, a person, a shield, a list. */
const SIGNS: Readonly<Record<SourceKind, ReactNode>> = {
  everyone: (
    <path d="M16 3a13 13 0 1 0 0 26 13 13 0 0 0 0-26zM3 16h26M16 3c-9 8-9 18 0 26M16 3c9 8 9 18 0 26" />
  ),
  many: (
    <path d="M5.5 13a3 3 0 1 0 6 0 3 3 0 1 0-6 0M3.5 27v-5a5 5 0 0 1 10 0v5M20.5 13a3 3 0 1 0 6 0 3 3 0 1 0-6 0M18.5 27v-5a5 5 0 0 1 10 0v5M13 6.5a3 3 0 1 0 6 0 3 3 0 1 0-6 0" />
  ),
  some: <path d="M6 28V12L16 4l10 8v16zM13 28v-8h6v8" />,
  one: <path d="M11 10a5 5 0 1 0 10 0 5 5 0 1 0-10 0M6 28v-2a10 8 0 0 1 20 0v2" />,
  group: <path d="M16 3l11 4v8c0 7-5 11-11 14C10 26 5 22 5 15V7z" />,
  list: <path d="M6 5h20v22H6zM11 11h10M11 16h10M11 21h6" />,
};
