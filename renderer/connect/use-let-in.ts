import { useEffect, useState } from 'react';
import type { AddressChange, ShutOut } from '../../shared/connect/address-api.ts';
import { succeeded } from '../../shared/outcome.ts';
import type { Problem } from '../../shared/problem.ts';
import { useAct } from '../use-act.ts';

export type LetIn = {
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  /** The launch whose group could not be changed. */
  readonly failed: ShutOut | null;
  /** The address that is let in now, because it was asked for here. */
  readonly done: string | null;
  readonly run: () => void;
  readonly forget: () => void;
};

type Asked = { readonly address: string; readonly changes: ReadonlyMap<string, ShutOut> };

/** Lets this computer in to each launch that shuts it out, one after the other, and follows that to its end. */
export function useLetIn(change: AddressChange | null): LetIn {
  const act = useAct();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [ended, setEnded] = useState<ReadonlySet<string>>(NOTHING);
  useEffect(
    () =>
      window.keyport.onGroupChanged(({ changeId, state }) => {
        if (state !== 'working' && state !== 'done') setEnded((before) => new Set(before).add(changeId));
      }),
    [],
  );
  const failures = [...(asked?.changes ?? [])].filter(([changeId]) => ended.has(changeId));
  const failed = failures.at(0)?.[1] ?? null;
  const isShut = (launch: ShutOut) =>
    change?.address === asked?.address &&
    change?.launches.some(({ launchId }) => launchId === launch.launchId);
  const isUnderWay = [...(asked?.changes ?? [])].some(
    ([changeId, launch]) => !ended.has(changeId) && isShut(launch),
  );
  const run = () => {
    if (change === null) return;
    setEnded(NOTHING);
    setAsked(null);
    act.run(async () => {
      const changes = new Map<string, ShutOut>();
      for (const launch of change.launches) {
        const begun = await window.keyport.fixAccess({ launchId: launch.launchId });
        if (!begun.ok) return begun;
        if (begun.value !== null) changes.set(begun.value.changeId, launch);
        setAsked({ address: change.address, changes: new Map(changes) });
      }
      return succeeded(null);
    });
  };
  return {
    isBusy: act.isBusy || isUnderWay,
    problem: act.problem,
    failed,
    done: asked !== null && change === null && failed === null && !act.isBusy ? asked.address : null,
    run,
    forget: () => {
      act.forget();
      setAsked(null);
    },
  };
}

const NOTHING: ReadonlySet<string> = new Set();
