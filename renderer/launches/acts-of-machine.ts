import type { InstanceAct } from '../../shared/launches-api.ts';

/** What can be asked of a machine in that state of EC2's. Protection is taken away where it has shown itself to be in the way. */
export function actsOfMachine(state: string): readonly InstanceAct[] {
  switch (state) {
    case 'running':
    case 'pending':
      return ['stop', 'terminate'];
    case 'stopped':
      return ['start', 'terminate'];
    case 'stopping':
      return ['terminate'];
    default:
      return [];
  }
}
