import type { Pace } from '../action.ts';
import type { Catalog } from '../catalog.ts';
import type { PracticeCounts } from '../practice-account.ts';
import { furnish } from './default-network.ts';
import { settle } from './settle.ts';
import type { PracticeState } from './state-file.ts';
import { emptyRegion, type RegionTables } from './state.ts';

export type World = {
  /** The region as it is now; made as AWS makes it when it is first asked for. Null where the account has none of this name. */
  readonly region: (name: string) => { readonly tables: RegionTables; readonly hasChanged: boolean } | null;
  /** Puts a draft in the region's place. */
  readonly commit: (draft: RegionTables) => void;
  /** Those that were ever asked for, as they are now. */
  readonly regions: () => readonly RegionTables[];
  readonly counts: () => PracticeCounts;
  readonly newId: (prefix: string) => string;
};

type WorldParts = {
  readonly state: PracticeState;
  readonly catalog: Catalog;
  readonly now: () => number;
  readonly random: (count: number) => Uint8Array;
  readonly pace: () => Pace;
  /** Called whenever something of the state is another. */
  readonly changed: () => void;
};

/** Every region of the practice account, each of them moved on to this moment when it is looked at. */
export function createWorld({ state, catalog, now, random, pace, changed }: WorldParts): World {
  const newId = (prefix: string): string => {
    state.ids += 1;
    const chance = Buffer.from(random(5)).toString('hex');
    return `${prefix}-0${chance}${state.ids.toString(16).padStart(6, '0')}`;
  };
  const region: World['region'] = (name) => {
    const known = state.regions.get(name);
    if (known !== undefined) {
      const hasChanged = settle(known, now(), pace());
      if (hasChanged) changed();
      return { tables: known, hasChanged };
    }
    if (!catalog.hasRegion(name)) return null;
    const tables = emptyRegion(name);
    furnish(tables, { catalog, now: now(), newId });
    state.regions.set(name, tables);
    changed();
    return { tables, hasChanged: true };
  };
  const regions = () => [...state.regions.keys()].flatMap((name) => region(name)?.tables ?? []);
  return {
    region,
    commit: (draft) => {
      state.regions.set(draft.region, draft);
      changed();
    },
    regions,
    counts: () => countsOf(regions()),
    newId,
  };
}

function countsOf(regions: readonly RegionTables[]): PracticeCounts {
  const sum = (count: (region: RegionTables) => number) =>
    regions.reduce((total, region) => total + count(region), 0);
  return {
    instances: sum(({ instances }) =>
      [...instances.values()].reduce((living, { state }) => living + Number(state !== 'terminated'), 0),
    ),
    securityGroups: sum(
      ({ securityGroups }) => [...securityGroups.values()].filter(({ name }) => name !== 'default').length,
    ),
    keyPairs: sum(({ keyPairs }) => keyPairs.size),
  };
}
