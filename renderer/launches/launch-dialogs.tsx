import type { Launch } from '../../shared/launch.ts';
import { LaunchCodeDialog } from '../as-code/code-dialog.tsx';
import { ConnectDialog } from '../connect/connect-dialog.tsx';
import { SshConfigDialog } from '../connect/ssh-config-dialog.tsx';
import { ActDialog } from './act-dialog.tsx';
import type { LaunchDialog } from './launch-dialog.ts';
import { useLaunches } from './launches-context.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { StopEverythingDialog } from './stop-everything-dialog.tsx';
import { ZoneAnswerDialog } from './zone-answer-dialog.tsx';

type LaunchDialogsProps = { readonly dialog: LaunchDialog | null; readonly onClose: () => void };

/** The question that stands before the screen; it speaks of the launch as it is now, not as it was when it was asked. */
export function LaunchDialogs({ dialog, onClose }: LaunchDialogsProps) {
  const { list } = useLaunches();
  const live = (launch: Launch) =>
    list?.launches.find(({ launchId }) => launchId === launch.launchId) ?? launch;
  if (dialog === null) return null;
  switch (dialog.is) {
    case 'stop-everything':
      return <StopEverythingDialog onClose={onClose} />;
    case 'ssh-config':
      return <SshConfigDialog onClose={onClose} />;
    case 'code':
      return <LaunchCodeDialog launch={live(dialog.launch)} onClose={onClose} />;
    case 'remove':
      return <RemoveDialog launch={live(dialog.launch)} onClose={onClose} />;
    case 'act':
      return <ActDialog {...dialog} launch={live(dialog.launch)} onClose={onClose} />;
    case 'connect':
      return <ConnectDialog {...dialog} launch={live(dialog.launch)} onClose={onClose} />;
    case 'zone':
      return <ZoneAnswerDialog {...dialog} onClose={onClose} />;
  }
}
