import type { ActionContext, Actions, Pace } from '../../electron/practice/action.ts';
import { loadCatalog } from '../../electron/practice/catalog.ts';
import { PRINCIPAL } from '../../electron/practice/principal.ts';
import { readParamTree } from '../../electron/practice/protocol/param-tree.ts';
import { paramsOf, refuseUnread } from '../../electron/practice/protocol/params.ts';
import type { Answer } from '../../electron/practice/protocol/write-xml.ts';
import { furnish } from '../../electron/practice/world/default-network.ts';
import { draftOf, emptyRegion, type RegionTables } from '../../electron/practice/world/state.ts';

/** One region of the practice account without the account around it: actions are run directly, on a draft. */
export type PracticeRegion = {
  /** The region as the last call left it. */
  readonly tables: () => RegionTables;
  /** Runs an action of a family with parameters by their wire names: `{ 'Filter.1.Name': 'vpc-id', … }`. Throws `AwsError`. */
  readonly call: (actions: Actions, name: string, params?: Readonly<Record<string, string>>) => Answer;
  /** What the weather says; a test changes it. */
  readonly weather: {
    now: number;
    readonly hidden: Set<string>;
    readonly zonesWithoutCapacity: Set<string>;
    readonly made: string[];
  };
};

const PACE: Pace = {
  pendingMs: 5_000,
  initializingMs: 60_000,
  stoppingMs: 20_000,
  shuttingDownMs: 20_000,
  passwordMs: 240_000,
  consoleMs: 60_000,
};

/** A furnished region. Ids and random bytes are the same in every run. */
export async function practiceRegion(name = 'us-east-1'): Promise<PracticeRegion> {
  const catalog = await loadCatalog();
  const weather: PracticeRegion['weather'] = {
    now: Date.UTC(2026, 10, 23, 10),
    hidden: new Set(),
    zonesWithoutCapacity: new Set(),
    made: [],
  };
  let ids = 0;
  const newId = (prefix: string): string => {
    ids += 1;
    return `${prefix}-0${ids.toString(16).padStart(16, '0')}`;
  };
  let tables = emptyRegion(name);
  furnish(tables, { catalog, now: weather.now, newId });
  const contextOn = (region: RegionTables): ActionContext => ({
    region,
    account: PRINCIPAL,
    catalog,
    now: weather.now,
    newId,
    random: (count) => Uint8Array.from({ length: count }, (_, index) => (index * 37 + ids) % 256),
    isDryRun: false,
    isVisible: (id) => !weather.hidden.has(id),
    made: (id) => weather.made.push(id),
    hasCapacity: (zone) => !weather.zonesWithoutCapacity.has(zone),
    isLost: () => false,
    pace: PACE,
  });
  return {
    tables: () => tables,
    weather,
    call: (actions, action, params = {}) => {
      const tree = readParamTree(new URLSearchParams(params).toString());
      const run = actions[action];
      if (run === undefined) throw new Error(`no action of this family: ${action}`);
      const draft = draftOf(tables);
      const answer = run.run(contextOn(draft), paramsOf(tree));
      refuseUnread(tree);
      if (run.changes) tables = draft;
      return answer;
    },
  };
}
