import type { AgentText } from '../components/agent-panel.tsx';
import { useAct } from '../use-act.ts';
import { useVault } from './vault-context.ts';

/** The ssh agent of one key, as the panel that shows it needs it. */
export function useAgent(custodyId: string) {
  const session = useVault().agents.find((agent) => agent.custodyId === custodyId) ?? null;
  const act = useAct();
  const agentId = session?.agentId ?? '';
  return {
    session,
    isBusy: act.isBusy,
    problem: act.problem,
    onOpen: () => act.run(() => window.keyport.openAgent({ custodyId })),
    onClose: () => act.run(() => window.keyport.closeAgent({ agentId })),
    onCopy: (what: AgentText) => window.keyport.copyAgentText({ agentId, what }),
  };
}
