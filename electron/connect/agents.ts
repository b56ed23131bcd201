import { randomUUID } from 'node:crypto';
import type { VaultServices } from '../custody/vault-services.ts';
import type { KeysApi } from '../../shared/keys/keys-api.ts';
import type { AgentRequest, AgentSession, Vault } from '../../shared/keys/vault.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { agentEnvironment, agentOption } from '../../shared/ssh-command.ts';
import type { Ask, Asker, ConsentOptions } from './consent.ts';
import { createKeyDoors, type KeyDoors } from './key-doors.ts';
import { loadKey } from './load-key.ts';
import { openAgent, type OpenAgent } from './ssh-agent.ts';

/** The ssh agents of the vault, and who waits at their doors. Both are on the board. */
export type Agents = {
  /** One for each key: where it has one already, that one. */
  readonly open: KeysApi['openAgent'];
  readonly close: KeysApi['closeAgent'];
  readonly answer: KeysApi['answerAgent'];
  readonly copyText: KeysApi['copyAgentText'];
  /** For the person's own ssh settings: they are asked for each log-in. On no board. */
  readonly doors: Pick<KeyDoors, 'open' | 'closeAll'>;
  /** For a key that goes into the trash, or away. */
  readonly closeOf: (custodyId: string) => void;
  /** For good, and at once, so that it can be called as the program ends. */
  readonly closeAll: () => void;
};

type AgentsOptions = { readonly consent?: ConsentOptions; readonly env?: NodeJS.ProcessEnv };

export function createAgents(services: VaultServices, options: AgentsOptions = {}): Agents {
  const { board } = services;
  const agents = new Map<string, OpenAgent>();
  const opening = new Map<string, Promise<Outcome<AgentSession>>>();
  const answers = new Map<string, (isAllowed: boolean) => void>();
  /** Being opened, and not wanted any more. */
  const unwanted = new Set<string>();
  let isOver = false;

  const sessions = () => board.vault().agents;
  const setSession = (agentId: string, change: (session: AgentSession) => AgentSession) =>
    board.set({ agents: sessions().map((one) => (one.agentId === agentId ? change(one) : one)) });

  const askFor = (agentId: string, keyName: string): Ask => {
    return ({ program, isForwarded }, signal) => {
      const requestId = randomUUID();
      const request: AgentRequest = { requestId, agentId, keyName, program: shown(program), isForwarded };
      const { promise, resolve } = Promise.withResolvers<boolean | null>();
      const end = (answer: boolean | null) => {
        if (!answers.delete(requestId)) return;
        board.set({ requests: board.vault().requests.filter((one) => one.requestId !== requestId) });
        resolve(answer);
      };
      answers.set(requestId, end);
      board.set({ requests: [...board.vault().requests, request] });
      signal.addEventListener('abort', () => end(null), { once: true });
      return promise;
    };
  };

  const doors = createKeyDoors(services, askFor, options);

  const start = async (custodyId: string): Promise<Outcome<AgentSession>> => {
    const loaded = await loadKey(services, custodyId);
    if (!loaded.ok) return loaded;
    const { name: keyName, publicKey, privateKey } = loaded.value;
    const agentId = randomUUID();
    let agent: OpenAgent;
    try {
      agent = await openAgent({
        ...options,
        privateKey,
        publicKey,
        comment: keyName,
        ask: askFor(agentId, keyName),
        onSigned: () => setSession(agentId, (one) => ({ ...one, signatures: one.signatures + 1 })),
      });
    } catch (error) {
      return failed(makeProblem('agent-failed', { raw: String(error), retryable: true, actions: ['retry'] }));
    }
    if (unwanted.has(custodyId) || isOver) {
      agent.close();
      return failed(makeProblem('agent-closed'));
    }
    agents.set(agentId, agent);
    const openedAt = services.now().toISOString();
    const { socketPath } = agent;
    const session = { agentId, custodyId, keyName, socketPath, openedAt, signatures: 0 };
    board.set({ agents: [...sessions(), session] });
    return succeeded(session);
  };

  const close = (agentId: string) => {
    agents.get(agentId)?.close();
    agents.delete(agentId);
    board.set({
      agents: sessions().filter((one) => one.agentId !== agentId),
      requests: board.vault().requests.filter((one) => one.agentId !== agentId),
    });
  };

  const vault = (): Outcome<Vault> => succeeded(board.vault());
  return {
    open: ({ custodyId }) => {
      const session = sessions().find((one) => one.custodyId === custodyId);
      if (session !== undefined) return Promise.resolve(succeeded(session));
      const running =
        opening.get(custodyId) ??
        start(custodyId).finally(() => {
          opening.delete(custodyId);
          unwanted.delete(custodyId);
        });
      opening.set(custodyId, running);
      return running;
    },
    close: async ({ agentId }) => {
      close(agentId);
      return vault();
    },
    answer: async ({ requestId, isAllowed }) => {
      answers.get(requestId)?.(isAllowed);
      return vault();
    },
    copyText: async ({ agentId, what }) => {
      const session = sessions().find((one) => one.agentId === agentId);
      if (session === undefined) return failed(makeProblem('agent-closed'));
      const { socketPath } = session;
      await services.copyText(what === 'ssh-option' ? agentOption(socketPath) : agentEnvironment(socketPath));
      return succeeded(null);
    },
    doors,
    closeOf: (custodyId) => {
      doors.closeOf(custodyId);
      if (opening.has(custodyId)) unwanted.add(custodyId);
      for (const { agentId } of sessions().filter((one) => one.custodyId === custodyId)) close(agentId);
    },
    closeAll: () => {
      isOver = true;
      doors.closeAll();
      for (const { agentId } of sessions()) close(agentId);
    },
  };
}

function shown(program: Asker['program']): AgentRequest['program'] {
  return program && { name: program.name, pid: program.pid, startedBy: program.startedBy };
}
