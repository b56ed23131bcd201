import { accessWords } from './en/access.ts';
import { asCodeWords } from './en/as-code.ts';
import { accountWords } from './en/accounts.ts';
import { agentWords } from './en/agent.ts';
import { appWords } from './en/app.ts';
import { cliWords } from './en/cli.ts';
import { cliReviewWords } from './en/cli-review.ts';
import { connectDesktopWords } from './en/connect-desktop.ts';
import { connectLogInWords } from './en/connect-log-in.ts';
import { connectWords } from './en/connect.ts';
import { connectTestWords } from './en/connect-test.ts';
import { ownAddressWords } from './en/own-address.ts';
import { custodyWords } from './en/custody.ts';
import { findingWords } from './en/findings.ts';
import { groupWords } from './en/groups.ts';
import { groupFindingWords } from './en/group-findings.ts';
import { groupFixWords } from './en/group-fixes.ts';
import { groupReportWords } from './en/group-report.ts';
import { groupChangeWords } from './en/group-changes.ts';
import { groupReviewWords } from './en/group-review.ts';
import { groupFixingWords } from './en/group-fixing.ts';
import { heldWords } from './en/held.ts';
import { homeWords } from './en/home.ts';
import { keyActWords } from './en/key-acts.ts';
import { keyTroubleWords, orphanWords } from './en/key-troubles.ts';
import { keyWords } from './en/keys.ts';
import { keyCopyWords } from './en/keys-copies.ts';
import { keyFileWords } from './en/key-files.ts';
import { launchWords } from './en/launch.ts';
import { networkWords } from './en/network.ts';
import { permissionWords } from './en/permissions.ts';
import { practiceWords } from './en/practice.ts';
import { practiceModeWords } from './en/practice-mode.ts';
import { planFileWords } from './en/plan-files.ts';
import { templateWords } from './en/plan-templates.ts';
import { problemDetailWords } from './en/problem-details.ts';
import { problemWords } from './en/problems.ts';
import { reachWords } from './en/reach.ts';
import { rescueWords } from './en/rescue.ts';
import { sessionManagerWords } from './en/session-manager.ts';
import { sshConfigWords } from './en/ssh-config.ts';
import { startScriptWords } from './en/start-script.ts';
import { storeWords } from './en/stores.ts';
import { tagWords } from './en/tags.ts';
import { wayOutWords } from './en/way-out.ts';
import { wizardWords } from './en/wizard.ts';
import { preflightWords } from './en/preflight.ts';
import { moneyWords } from './en/money.ts';
import { launchesWords } from './en/launches.ts';
import { launchReportWords } from './en/launch-report.ts';
import { removalWords } from './en/removal.ts';
import { drillsWords } from './en/drills.ts';
import { cliAccessWords } from './en/cli-access.ts';
import { cliLaunchWords } from './en/cli-launch.ts';

/** Every sentence the product shows, in English: one catalogue, so that a second language is a second file. */
export const words = {
  accounts: accountWords,
  asCode: asCodeWords,
  app: appWords,
  agent: agentWords,
  wayOut: wayOutWords,
  wizard: wizardWords,
  planTemplates: templateWords,
  planFiles: planFileWords,
  rescue: rescueWords,
  sessionManager: sessionManagerWords,
  startScript: startScriptWords,
  tags: tagWords,
  access: accessWords,
  connect: connectWords,
  connectDesktop: connectDesktopWords,
  connectLogIn: connectLogInWords,
  sshConfig: sshConfigWords,
  connectTest: connectTestWords,
  ownAddress: ownAddressWords,
  cliAccess: cliAccessWords,
  launch: launchWords,
  findings: findingWords,
  problems: problemWords,
  problemDetails: problemDetailWords,
  network: networkWords,
  permissions: permissionWords,
  practiceMode: practiceModeWords,
  practice: practiceWords,
  cli: cliWords,
  cliReview: cliReviewWords,
  custody: custodyWords,
  stores: storeWords,
  keyCopies: keyCopyWords,
  keyFiles: keyFileWords,
  keys: keyWords,
  keyActs: keyActWords,
  keyTroubles: keyTroubleWords,
  orphan: orphanWords,
  groups: groupWords,
  groupReport: groupReportWords,
  groupFixing: groupFixingWords,
  held: heldWords,
  home: homeWords,
  groupReview: groupReviewWords,
  groupFixes: groupFixWords,
  reach: reachWords,
  groupFindings: groupFindingWords,
  groupChanges: groupChangeWords,
  preflight: preflightWords,
  money: moneyWords,
  launches: launchesWords,
  launchReport: launchReportWords,
  removal: removalWords,
  drills: drillsWords,
  cliLaunch: cliLaunchWords,
} as const;
