import type { TabId } from '../connect/connect-tabs.ts';
import type { InstanceAct } from '../../shared/launches-api.ts';
import type { Launch, LaunchZone } from '../../shared/launch.ts';

/** The one question that stands before the screen, and what it is about. */
export type LaunchDialog =
  | { readonly is: 'stop-everything' }
  | { readonly is: 'ssh-config' }
  | { readonly is: 'code'; readonly launch: Launch }
  | { readonly is: 'remove'; readonly launch: Launch }
  | {
      readonly is: 'act';
      readonly launch: Launch;
      readonly act: InstanceAct;
      readonly instanceIds: readonly string[];
    }
  | {
      readonly is: 'connect';
      readonly launch: Launch;
      readonly instanceId: string;
      readonly tab: TabId;
    }
  | {
      readonly is: 'zone';
      readonly launch: Launch;
      readonly zone: LaunchZone;
      readonly kind: 'zone' | 'type';
    };
