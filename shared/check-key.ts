import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { PlanDraft } from './launch-plan.ts';
import { found, unanswered } from './make-finding.ts';
import { keyTypeFor } from './platform.ts';
import { words } from './words/en.ts';

/** Whether the key fits the system, and whether its private half has a safe place before anything is launched. */
export function checkKey(
  { key, image }: Pick<PlanDraft, 'key' | 'image'>,
  { keychain }: Pick<Facts, 'keychain'>,
): readonly Finding[] {
  if (key === null) return [unanswered('key')];
  const needsRsa = image !== null && keyTypeFor(image.platform) === 'rsa' && key.type !== 'rsa';
  return [
    ...(needsRsa
      ? [
          found('windows-needs-rsa', 'blocker', 'key', said['windows-needs-rsa'], [
            { label: said.fixes.useRsa, edit: { key: { ...key, type: 'rsa' } } },
          ]),
        ]
      : []),
    ...(keychain === null || keychain === 'ready'
      ? []
      : [found(`keychain-${keychain}`, 'blocker', 'key', said[`keychain-${keychain}`])]),
  ];
}

const said = words.findings;
