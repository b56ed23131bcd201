import { storeOf } from '../../shared/keys/store-of.ts';
import type { VaultKey } from '../../shared/keys/vault.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import { words } from '../../shared/words/en.ts';
import { inStore } from '../../shared/words/en/store-names.ts';
import type { Shown } from './shown.ts';

/** One key that something was done with: a sentence, and what a person may want to copy. */
export function shownKey(outcome: Outcome<VaultKey>, sentence: (name: string) => string): Outcome<Shown> {
  if (!outcome.ok) return outcome;
  const key = outcome.value;
  return succeeded({ lines: [sayOf(key, sentence(key.name)), ...factsOf(key)], json: { key } });
}

/** A sentence about the place where this key is kept. */
export function sayOf({ copies }: VaultKey, sentence: string): string {
  const kept = copies.find(({ kind }) => kind === 'keychain');
  return kept === undefined ? sentence : inStore(storeOf(kept.where), sentence);
}

function factsOf(key: VaultKey): string[] {
  const { custodyId, pair, fingerprints, keychainAccount } = key;
  const { facts } = words.cli;
  const known: readonly (readonly [string, string | null | undefined])[] = [
    [facts.id, custodyId],
    [facts.region, pair?.region],
    [facts.keyPair, pair?.keyPairId],
    [facts.fingerprint, fingerprints?.openssh],
    [facts.awsFingerprint, fingerprints?.aws],
    [sayOf(key, facts.item), keychainAccount],
  ];
  return known.flatMap(([name, value]) => (value ? [`  ${name}: ${value}`] : []));
}
