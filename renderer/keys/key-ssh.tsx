import { AgentPanel } from '../components/agent-panel.tsx';
import { useAgent } from '../vault/use-agent.ts';

export function KeySsh({ custodyId }: { readonly custodyId: string }) {
  return <AgentPanel key={custodyId} {...useAgent(custodyId)} />;
}
