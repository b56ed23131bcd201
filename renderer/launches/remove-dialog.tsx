import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import { areThere, isGone, mayBeThere } from '../../shared/launch-acts.ts';
import type { Launch } from '../../shared/launch.ts';
import { words } from '../../shared/words/en.ts';
import { FormModal } from '../components/form-modal.tsx';
import { useInStore } from '../components/in-store.ts';
import { TypedName } from '../components/typed-name.tsx';
import { useAct } from '../use-act.ts';
import { DiskCopies } from './disk-copies.tsx';

const said = words.launch.remove;
const steps = words.launches.remove;

type RemoveDialogProps = { readonly launch: Launch; readonly onClose: () => void };

/** What goes, in which order, and what is lost with it. The safe button is the one that invites. */
export function RemoveDialog({ launch, onClose }: RemoveDialogProps) {
  const { launchId, name, removal } = launch;
  // Nothing but its key pair is left: that is what it is about.
  const isKeyPairOnly = isGone(launch);
  // Who removes once more what was left half removed has said before what they want of it.
  const [keyPairToo, setKeyPairToo] = useState(isKeyPairOnly || removal?.keyPairToo === true);
  const [snapshotsFirst, setSnapshotsFirst] = useState(removal?.snapshotsFirst === true);
  const [typed, setTyped] = useState('');
  const act = useAct();
  const inStore = useInStore();
  const machines = areThere(launch);
  return (
    <FormModal
      title={isKeyPairOnly ? steps.keyPairTitle : said.title}
      submit={said.confirm}
      cancel={said.cancel}
      isDangerous
      obstacle={typed === name ? null : ''}
      isBusy={act.isBusy}
      problem={act.problem}
      onClose={onClose}
      onSubmit={() =>
        act.run(() => window.keyport.undoLaunch({ launchId, keyPairToo, snapshotsFirst }), onClose)
      }
    >
      <div>
        <div>{steps.order}</div>
        <ol className="plain-list">
          {stepsOf(launch, keyPairToo).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      <Box fontWeight="bold">{machines.length > 0 && !snapshotsFirst ? steps.loss : steps.noWayBack}</Box>
      <div>{launch.connect.existingGroups === null ? said.only : said.groupsStay}</div>
      <DiskCopies of={machines} isWanted={snapshotsFirst} onWant={setSnapshotsFirst} />
      {isKeyPairOnly && <div>{inStore(said.keyPairWhy)}</div>}
      {launch.made.keyPair !== null && !isKeyPairOnly && (
        <Checkbox
          checked={keyPairToo}
          description={inStore(said.keyPairWhy)}
          onChange={({ detail }) => setKeyPairToo(detail.checked)}
        >
          {said.keyPairToo}
        </Checkbox>
      )}
      <TypedName name={name} typed={typed} onType={setTyped} />
    </FormModal>
  );
}

function stepsOf(launch: Launch, keyPairToo: boolean): readonly string[] {
  const { made, zones } = launch;
  const machines = areThere(launch).length;
  const isUnsure = zones.some(mayBeThere);
  return [
    ...(isUnsure ? [steps.unknownToo] : []),
    ...(machines > 0 ? [steps.machines(machines)] : []),
    ...(made.leftVolumes.length > 0 ? [steps.volumes] : []),
    ...(made.securityGroup === null ? [] : [steps.group(made.securityGroup.name)]),
    ...(keyPairToo && made.keyPair !== null ? [steps.keyPair(made.keyPair.name)] : []),
  ];
}
