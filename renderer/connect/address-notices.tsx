import { useContext, useState, type ReactNode } from 'react';
import Button from '@cloudscape-design/components/button';
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AddressChange } from '../../shared/connect/address-api.ts';
import { words } from '../../shared/words/en.ts';
import { NoticesContext } from '../components/notices-context.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { AddressContext } from './address-context.ts';
import { useAddressChange } from './use-address-change.ts';
import { useLetIn, type LetIn } from './use-let-in.ts';

const said = words.ownAddress;

const MOST_LAUNCHES = 5;

type AddressNoticesProps = { readonly onGroups: () => void; readonly children: ReactNode };

/** On every screen: that this computer is shut out where it is now. Put off, it comes back with the next address. */
export function AddressNotices({ onGroups, children }: AddressNoticesProps) {
  const others = useContext(NoticesContext);
  const change = useAddressChange();
  const letIn = useLetIn(change);
  const [putOff, setPutOff] = useState<string | null>(null);
  const notice =
    change !== null && change.address !== putOff
      ? [changeFlash(change, letIn, { onGroups, onDismiss: () => setPutOff(change.address) })]
      : letIn.done === null
        ? []
        : [doneFlash(letIn.done, letIn.forget)];
  return (
    <AddressContext value={change?.address ?? null}>
      <NoticesContext value={[...notice, ...others]}>{children}</NoticesContext>
    </AddressContext>
  );
}

type Ways = { readonly onGroups: () => void; readonly onDismiss: () => void };

function changeFlash(
  change: AddressChange,
  letIn: LetIn,
  { onGroups, onDismiss }: Ways,
): FlashbarProps.MessageDefinition {
  return {
    id: 'address',
    type: 'warning',
    header: said.title,
    content: <ShutOutLaunches change={change} letIn={letIn} />,
    action: (
      <SpaceBetween direction="horizontal" size="xs">
        <Button loading={letIn.isBusy} loadingText={said.working} onClick={letIn.run}>
          {said.letIn(change.address)}
        </Button>
        <Button onClick={onGroups}>{said.groups}</Button>
      </SpaceBetween>
    ),
    dismissible: true,
    dismissLabel: said.dismiss,
    statusIconAriaLabel: words.app.severity.caution,
    onDismiss,
  };
}

type ShutOutLaunchesProps = { readonly change: AddressChange; readonly letIn: LetIn };

function ShutOutLaunches({
  change: { address, launches },
  letIn: { problem, failed },
}: ShutOutLaunchesProps) {
  const more = launches.length - MOST_LAUNCHES;
  return (
    <SpaceBetween size="xs">
      <div>{said.why(address)}</div>
      <ul className="plain-list">
        {launches.slice(0, MOST_LAUNCHES).map(({ launchId, name, region, before, port }) => (
          <li key={launchId} className="breakable">
            {said.one(name, region, before, port)}
          </li>
        ))}
        {more > 0 && <li>{said.more(more)}</li>}
      </ul>
      {failed !== null && <div>{said.failed(failed.name)}</div>}
      {problem !== null && <ProblemAlert problem={problem} />}
    </SpaceBetween>
  );
}

function doneFlash(address: string, onDismiss: () => void): FlashbarProps.MessageDefinition {
  return {
    id: 'address',
    type: 'success',
    content: said.done(address),
    dismissible: true,
    dismissLabel: said.dismissDone,
    statusIconAriaLabel: words.app.done,
    onDismiss,
  };
}
