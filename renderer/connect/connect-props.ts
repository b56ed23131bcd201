import type { Launch, LaunchedInstance } from '../../shared/launch.ts';

/** What everything in the dialog is about: the machine as it is now. */
export type ConnectProps = { readonly launch: Launch; readonly machine: LaunchedInstance };
