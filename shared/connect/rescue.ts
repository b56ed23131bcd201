import type { MissingPoint, OtherWays, WayStanding } from './other-ways.ts';

/** How somebody gets in again whose private key is lost. `windows`: none of them opens a desktop, but AWS has programs that do. */
export type RescueWay = 'instance-connect' | 'session-manager' | 'volume' | 'windows';

export type RescueChoice = {
  readonly fits: RescueWay;
  /** What has to be done first, by the points of `OtherWays`; none where it can be tried as it is. */
  readonly first: readonly MissingPoint[];
};

/** What somebody can put right from here without opening the disk. */
const EASY: ReadonlySet<MissingPoint> = new Set([
  'not-running',
  'no-address',
  'port-closed-to-me',
  'port-unknown',
  'image-unknown',
]);

/**
 * Which of them fits: what holds goes before what is only not known to fail; and before the disk is taken out of a stopped machine,
 * what can be mended from here is.
 */
export function rescueChoice(ways: OtherWays): RescueChoice {
  const { instanceConnect, sessionPage } = ways;
  if (instanceConnect.missing.includes('not-linux')) return { fits: 'windows', first: [] };
  const ranked: readonly (readonly [RescueWay, boolean])[] = [
    ['instance-connect', instanceConnect.state === 'holds'],
    ['session-manager', sessionPage.state === 'holds'],
    ['instance-connect', instanceConnect.state === 'unknown'],
    ['instance-connect', isEasy(instanceConnect)],
    ['session-manager', sessionPage.state === 'unknown'],
  ];
  const fits = ranked.find(([, isIt]) => isIt)?.[0] ?? 'volume';
  return { fits, first: fits === 'instance-connect' ? firstOf(instanceConnect) : [] };
}

function isEasy({ missing }: WayStanding): boolean {
  return missing.every((point) => EASY.has(point));
}

/** What can be mended; of what is only not known there is nothing to be done. */
function firstOf({ missing }: WayStanding): readonly MissingPoint[] {
  return missing.filter((point) => point !== 'image-unknown' && point !== 'port-unknown');
}
