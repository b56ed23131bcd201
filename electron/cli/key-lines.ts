import type { VaultKey } from '../../shared/keys/vault.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import type { Shown } from './shown.ts';

/** One key that something was done with: a sentence, and what a person may want to copy. */
export function shownKey(outcome: Outcome<VaultKey>, sentence: (name: string) => string): Outcome<Shown> {
  if (!outcome.ok) return outcome;
  const key = outcome.value;
  return succeeded({ lines: [sentence(key.name), ...factsOf(key)], json: { key } });
}

function factsOf({ custodyId, pair, fingerprints, keychainAccount }: VaultKey): string[] {
  const { facts } = words.cli;
  const known: readonly (readonly [string, string | null | undefined])[] = [
    [facts.id, custodyId],
    [facts.region, pair?.region],
    [facts.keyPair, pair?.keyPairId],
    [facts.fingerprint, fingerprints?.openssh],
    [facts.awsFingerprint, fingerprints?.aws],
    [facts.item, keychainAccount],
  ];
  return known.flatMap(([name, value]) => (value ? [`  ${name}: ${value}`] : []));
}
