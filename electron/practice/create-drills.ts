import {
  drillProgress,
  rulesOfDrill,
  setAside,
  withoutRules,
  zoneToLose,
  type DrillId,
  type DrillUnderWay,
} from '../../shared/practice/drills.ts';
import { FAIR_WEATHER, type Weather } from '../../shared/practice/weather.ts';
import type { Launch } from '../../shared/launch.ts';
import type { PracticeAccount } from './practice-account.ts';

/** The drills of one practice account: at most one is on. They are kept as long as the weather is: until practice is closed. */
export type Drills = {
  readonly underWay: () => DrillUnderWay | null;
  /** Those that were gone through to their end, each once. */
  readonly done: () => readonly DrillId[];
  /** Another one that is on ends first. */
  readonly start: (drill: DrillId, region: string) => Promise<void>;
  /** Lets the zone fail, or brings the network or the zone back. False where there is nothing to turn now. */
  readonly turn: () => Promise<boolean>;
  /** Puts the weather back that was there before. */
  readonly end: () => Promise<void>;
};

type DrillsDeps = {
  readonly account: Pick<PracticeAccount, 'weather' | 'setWeather' | 'machines'>;
  /** As the app knows them. */
  readonly launches: () => Promise<readonly Launch[]>;
  /** In the order of their names. */
  readonly zonesOf: (region: string) => readonly string[];
  readonly now?: () => number;
};

type Kept = Omit<DrillUnderWay, 'machines'> & { readonly aside: Weather };

export function createDrills({ account, launches, zonesOf, now = Date.now }: DrillsDeps): Drills {
  let kept: Kept | null = null;
  const done = new Set<DrillId>();

  const underWay = (): DrillUnderWay | null => {
    if (kept === null) return null;
    const { aside: _aside, ...drill } = kept;
    return { ...drill, machines: account.machines() };
  };
  /** What goes wrong by then is taken away, and what goes wrong from now on is added. */
  const change = (next: Kept) => {
    const rest = withoutRules(account.weather(), kept === null ? FAIR_WEATHER : rulesOfDrill(kept));
    account.setWeather([...rest, ...rulesOfDrill(next)]);
    kept = next;
  };
  const end = async () => {
    if (kept === null) return;
    const { drill, aside } = kept;
    const standing = underWay();
    if (standing !== null && drillProgress(standing, await launches()).isDone) done.add(drill);
    const rest = withoutRules(account.weather(), rulesOfDrill(kept));
    account.setWeather([...aside, ...withoutRules(rest, aside)]);
    kept = null;
  };
  return {
    underWay,
    done: () => [...done],
    start: async (drill, region) => {
      await end();
      const { weather, aside } = setAside(account.weather());
      account.setWeather(weather);
      const stage = drill === 'zone-lost' ? 'before' : 'during';
      const zone = drill === 'no-capacity' ? zoneWithoutRoom(zonesOf(region)) : null;
      change({ drill, stage, region, zone, startedAt: now(), hit: null, aside });
    },
    turn: async () => {
      const known = await launches();
      const standing = underWay();
      if (kept === null || standing === null || !drillProgress(standing, known).canTurn) return false;
      if (kept.stage === 'during') {
        change({ ...kept, stage: 'after' });
        return true;
      }
      const lost = zoneToLose(known);
      if (lost === null) return false;
      const { region, zone, ...hit } = lost;
      change({ ...kept, stage: 'during', region, zone, hit });
      return true;
    },
    end,
  };
}

/** The second one: both "every zone" and "two zones" have a machine there. */
function zoneWithoutRoom(zones: readonly string[]): string | null {
  return zones[1] ?? zones[0] ?? null;
}
