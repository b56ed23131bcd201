import { useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { areThere, isBusy } from '../../shared/launch-acts.ts';
import type { Launch, LaunchedInstance } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { FormModal } from '../components/form-modal.tsx';
import { useAct } from '../use-act.ts';
import { diskCostPerMonth, isPractised } from './cost-of-launch.ts';
import { useLaunches } from './launches-context.ts';
import { isRunning } from './launch-standing.ts';

const said = words.launches.stopEverything;

/** How many machines of which launches, and what goes on costing money: one word has to be typed for all of them. */
export function StopEverythingDialog({ onClose }: { readonly onClose: () => void }) {
  const { list, keep } = useLaunches();
  const [typed, setTyped] = useState('');
  const act = useAct();
  const running = (list?.launches ?? []).filter((launch) => runningIn(launch).length > 0);
  const within = running.filter(isWithinReach);
  const beyond = running.filter((launch) => !isBusy(launch) && !isWithinReach(launch));
  const busy = running.filter(isBusy);
  const isTyped = typed.trim().toLowerCase() === said.word;
  return (
    <FormModal
      title={said.title}
      submit={said.submit}
      cancel={said.keep}
      isDangerous
      obstacle={isTyped && within.length > 0 ? null : ''}
      isBusy={act.isBusy}
      problem={act.problem}
      onClose={onClose}
      onSubmit={() =>
        act.run(
          () => window.keyport.stopEverything(),
          (answered) => {
            keep(answered);
            onClose();
          },
        )
      }
    >
      {within.length === 0 ? <div>{said.nothing}</div> : <WhatStops launches={within} />}
      {beyond.length > 0 && <div>{said.notReached(namesOf(beyond))}</div>}
      {busy.length > 0 && <div>{said.busy(namesOf(busy))}</div>}
      {within.length > 0 && (
        <FormField label={said.label(said.word)}>
          <Input
            value={typed}
            spellcheck={false}
            autoComplete="off"
            onChange={({ detail }) => setTyped(detail.value)}
          />
        </FormField>
      )}
    </FormModal>
  );
}

function WhatStops({ launches }: { readonly launches: readonly Launch[] }) {
  const machines = launches.flatMap(runningIn);
  const disks = launches.flatMap(areThere).flatMap(({ volumes }) => volumes);
  const size = disks.reduce((sum, { sizeGiB }) => sum + sizeGiB, 0);
  const perMonth = diskCostPerMonth(launches);
  return (
    <SpaceBetween size="s">
      <div>{said.count(machines.length, launches.length)}</div>
      <ul className="plain-list">
        {launches.map((launch) => (
          <li key={launch.launchId}>
            {said.ofLaunch(
              launch.name,
              launch.region,
              words.launches.machines.count(runningIn(launch).length),
            )}
          </li>
        ))}
      </ul>
      {launches.every(isPractised) ? (
        <div>{said.free}</div>
      ) : (
        <>
          <div>{said.ends}</div>
          {disks.length > 0 && (
            <div>
              {perMonth === null
                ? said.goesOn(disks.length, size)
                : said.goesOnAt(disks.length, size, perMonth)}
            </div>
          )}
        </>
      )}
      <div>{said.back}</div>
    </SpaceBetween>
  );
}

function runningIn(launch: Launch): readonly LaunchedInstance[] {
  return areThere(launch).filter(isRunning);
}

function isWithinReach(launch: Launch): boolean {
  return !isBusy(launch) && launch.sight.problem === null;
}

function namesOf(launches: readonly Launch[]): string {
  return launches.map(({ name }) => name).join(', ');
}
