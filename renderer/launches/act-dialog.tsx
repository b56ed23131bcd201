import { useState } from 'react';
import type { InstanceAct } from '../../shared/launches-api.ts';
import type { Launch } from '../../shared/launch.ts';
import { costOfStarting } from '../../shared/cost.ts';
import { priceInWords } from '../../shared/money.ts';
import { words } from '../../shared/words/en.ts';
import { FormModal } from '../components/form-modal.tsx';
import { TypedName } from '../components/typed-name.tsx';
import { useAct } from '../use-act.ts';
import { isPractised } from './cost-of-launch.ts';
import { DiskCopies } from './disk-copies.tsx';

const said = words.launches.acts;

type ActDialogProps = {
  readonly launch: Launch;
  readonly act: InstanceAct;
  readonly instanceIds: readonly string[];
  readonly onClose: () => void;
};

/** What an act means for these machines, before it is done. What cannot be undone wants the machine's id typed, or for several the launch's name. */
export function ActDialog({ launch, act, instanceIds, onClose }: ActDialogProps) {
  const { launchId, name } = launch;
  const [typed, setTyped] = useState('');
  const [snapshotsFirst, setSnapshotsFirst] = useState(false);
  const call = useAct();
  const machines = launch.instances.filter(({ instanceId }) => instanceIds.includes(instanceId));
  const isFinal = act === 'terminate';
  const [only] = machines.length === 1 ? machines : [];
  const wanted = only?.instanceId ?? name;
  const texts = TEXTS[act];
  return (
    <FormModal
      title={texts.title(machines.length)}
      submit={texts.submit}
      cancel={said.cancel}
      isDangerous={act === 'terminate' || act === 'unprotect'}
      obstacle={isFinal && typed !== wanted ? '' : null}
      isBusy={call.isBusy}
      problem={call.problem}
      onClose={onClose}
      onSubmit={() =>
        call.run(
          () => window.keyport.changeInstances({ launchId, instanceIds, act, snapshotsFirst }),
          onClose,
        )
      }
    >
      <ul className="plain-list">
        {machines.map(({ instanceId, zoneName }) => (
          <li key={instanceId}>
            <strong>{said.which(zoneName, instanceId)}</strong>
          </li>
        ))}
      </ul>
      <ul className="plain-list">
        {[...texts.why, ...(act === 'start' ? [startAdds(launch, machines)] : [])].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {isPractised(launch) && act !== 'unprotect' && <div>{words.practice.launch.asForReal}</div>}
      {isFinal && <DiskCopies of={machines} isWanted={snapshotsFirst} onWant={setSnapshotsFirst} />}
      {isFinal && (
        <TypedName
          name={wanted}
          typed={typed}
          {...(only === undefined ? {} : { label: said.typeId(wanted) })}
          onType={setTyped}
        />
      )}
    </FormModal>
  );
}

function startAdds(launch: Launch, machines: Launch['instances']): string {
  const price = costOfStarting(launch, machines);
  return price === null ? said.startAddsUnknown : said.startAdds(priceInWords(price));
}

type Texts = {
  readonly title: (count: number) => string;
  readonly why: readonly string[];
  readonly submit: string;
};

const TEXTS: Readonly<Record<InstanceAct, Texts>> = {
  stop: { title: said.stopTitle, why: said.stopWhy, submit: said.stopSubmit },
  start: { title: said.startTitle, why: said.startWhy, submit: said.startSubmit },
  terminate: { title: said.terminateTitle, why: said.terminateWhy, submit: said.terminateSubmit },
  unprotect: { title: () => said.unprotectTitle, why: said.unprotectWhy, submit: said.unprotectSubmit },
};
