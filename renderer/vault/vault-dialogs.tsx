import { useVault } from './vault-context.ts';
import { AgentAsks } from './agent-asks.tsx';
import { HeldKeyAsks } from './held-key-asks.tsx';

/** What cannot wait, above whatever is on the screen: first a key that could be lost, then a program at the door. */
export function VaultDialogs() {
  const { held, requests } = useVault();
  const [heldKey] = held;
  const [request] = requests;
  if (heldKey !== undefined) {
    return <HeldKeyAsks key={heldKey.custodyId} held={heldKey} more={held.length - 1} />;
  }
  if (request === undefined) return null;
  return <AgentAsks key={request.requestId} request={request} more={requests.length - 1} />;
}
