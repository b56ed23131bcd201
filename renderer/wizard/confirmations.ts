import { confirmationOf, type Finding } from '../../shared/finding.ts';
import { words } from '../../shared/words/en.ts';

/** The words a person types to take this danger knowingly. */
export function confirmWord({ id }: Finding): string {
  return words.wizard.review.confirmWords[id] ?? words.wizard.review.confirmWord;
}

/** The dangers for which the right words were typed. */
export function confirmedDangers(
  findings: readonly Finding[],
  typed: Readonly<Record<string, string>>,
): readonly string[] {
  return findings
    .filter((finding) => finding.severity === 'danger' && isTyped(finding, typed))
    .map(confirmationOf);
}

function isTyped(finding: Finding, typed: Readonly<Record<string, string>>): boolean {
  return typed[confirmationOf(finding)]?.trim().toLowerCase() === confirmWord(finding);
}
