import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { HeldAnswer } from '../../shared/keys/keys-api.ts';
import type { HeldKey } from '../../shared/keys/vault.ts';
import { words } from '../../shared/words/en.ts';
import { useInStore } from '../components/in-store.ts';
import { MustAnswer } from '../components/must-answer.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import './held-key-asks.css';

const said = words.keys.vault.held;

type HeldKeyAsksProps = { readonly held: HeldKey; readonly more: number };

/** A private key that exists nowhere but in memory: there is no way past this but to decide. */
export function HeldKeyAsks({ held, more }: HeldKeyAsksProps) {
  const { custodyId, name } = held;
  const act = useAct();
  const inStore = useInStore();
  const answer = (chosen: HeldAnswer) =>
    act.run(() => window.keyport.answerHeldKey({ custodyId, answer: chosen }));
  return (
    <MustAnswer title={said.title(name)}>
      <SpaceBetween size="m">
        <div>{inStore(said.why)}</div>
        <ProblemAlert problem={act.problem ?? held.problem} />
        <div>{said.mustAnswer}</div>
        <ul className="held-key-answers">
          {ANSWERS.map(({ chosen, variant, label, why }) => (
            <li key={chosen}>
              <Button variant={variant} disabled={act.isBusy} fullWidth onClick={() => answer(chosen)}>
                {inStore(label)}
              </Button>
              <span>{inStore(why)}</span>
            </li>
          ))}
        </ul>
        {more > 0 && <div>{said.more(more)}</div>}
      </SpaceBetween>
    </MustAnswer>
  );
}

type Answer = {
  readonly chosen: HeldAnswer;
  readonly variant: ButtonProps.Variant;
  readonly label: string;
  readonly why: string;
};

/** The best end first; what loses the key last. */
const ANSWERS: readonly Answer[] = [
  { chosen: 'retry', variant: 'primary', label: said.retry, why: said.retryWhy },
  { chosen: 'save-to-file', variant: 'normal', label: said.save, why: said.saveWhy },
  { chosen: 'delete-pair', variant: 'normal', label: said.discard, why: said.discardWhy },
];
