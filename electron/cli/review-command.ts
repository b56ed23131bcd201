import { Option, type Command } from 'commander';
import type { Outcome } from '../../shared/outcome.ts';
import { REPORT_FORMATS } from '../../shared/security-group/groups-api.ts';
import { words } from '../../shared/words/en.ts';
import { FAIL_ON, review, type ReviewFlags } from './review.ts';
import type { Document, Plain } from './run-plain.ts';

/** Does the work of one command that needs neither home nor keychain. */
export type RunPlain = (
  command: Command,
  work: (plain: Plain) => Promise<Outcome<Document>>,
) => Promise<void>;

/** What is typed to review security groups. */
export function addReviewCommand(program: Command, run: RunPlain): void {
  const { about, after, flags } = words.cliReview;
  program
    .command('review')
    .description(about)
    .addOption(new Option('--format <format>', flags.format).choices([...REPORT_FORMATS, 'table']))
    .addOption(new Option('--fail-on <severity>', flags.failOn).choices([...FAIL_ON]).default('danger'))
    .option('--from <file>', flags.from)
    .option('--prefix-lists <file>', flags.prefixLists)
    .option('--grade <queries>', flags.grade)
    .option('--my-address <address>', flags.myAddress, oneMore)
    .option('--egress', flags.egress)
    .option('--ip-ranges <file>', flags.ipRanges)
    .addHelpText('after', `\n${after}`)
    .action((options: ReviewFlags, command: Command) => run(command, (plain) => review(plain, options)));
}

/** At the first one there is no list yet. */
function oneMore(typed: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), typed];
}
