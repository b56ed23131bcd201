import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { WEB_PORTS } from './first-page/web-ports.ts';
import type { LaunchPlan, PlanDraft, StartScript } from './launch-plan.ts';
import { secretIn } from './looks-secret.ts';
import { found, say } from './make-finding.ts';
import type { Platform } from './platform.ts';
import { doorsOfChosen } from './security-group/review-for-launch.ts';
import { MOST_SCRIPT_BYTES, scriptBytes } from './start-script.ts';
import { words } from './words/en.ts';

/** Whether each machine can be told this, will carry it out, and somebody can see what it serves; and whether it gives a secret away. */
export function checkScript(
  { script, access, image }: Pick<PlanDraft, 'script' | 'access' | 'image'>,
  { groups }: Pick<Facts, 'groups'>,
): readonly Finding[] {
  if (script === null || script.kind === 'none') return [];
  if (script.kind === 'first-page') return access === null ? [] : checkDoor(access, groups);
  return checkOwn(script.text, image?.platform ?? 'linux');
}

const said = words.findings;
const NOTHING: StartScript = { kind: 'none' };
const noScript = { label: said.fixes.noScript, edit: { script: NOTHING } };

function checkDoor(access: LaunchPlan['access'], groups: Facts['groups']): readonly Finding[] {
  if (hasWebDoor(access, groups)) return [];
  const openHttps =
    access.kind === 'new-group'
      ? [{ label: said.fixes.openHttps, edit: { access: { ...access, httpsFromEveryone: true } } }]
      : [];
  return [found('script-no-door', 'caution', 'access', said['script-no-door'], [noScript, ...openHttps])];
}

/** Of groups whose rules were not read, nothing is said. */
function hasWebDoor(access: LaunchPlan['access'], groups: Facts['groups']): boolean {
  if (access.kind === 'new-group') return access.httpsFromEveryone || access.httpFromEveryone;
  if (groups === null) return true;
  const doors = doorsOfChosen(access, groups);
  return doors.some(
    ({ port, others, opening }) =>
      opening !== 'closed' && others === undefined && WEB_PORTS.some((web) => web === port),
  );
}

function checkOwn(text: string, platform: Platform): readonly Finding[] {
  const bytes = scriptBytes(text);
  const refused = said['script-refused'];
  if (text.trim() === '') {
    return [found('script-refused', 'blocker', 'access', say(refused, refused.sentence.empty), [noScript])];
  }
  const tooLong = say(refused, refused.sentence.tooLong(bytes, MOST_SCRIPT_BYTES));
  const secret = secretIn(text);
  const { 'script-secret': tellsSecret, 'script-not-run': notRun } = said;
  return [
    ...(bytes > MOST_SCRIPT_BYTES ? [found('script-refused', 'blocker', 'access', tooLong, [noScript])] : []),
    ...(isRun(text, platform)
      ? []
      : [found('script-not-run', 'caution', 'access', say(notRun, notRun.sentence[platform]))]),
    ...(secret === null
      ? []
      : [
          found(
            'script-secret',
            'caution',
            'access',
            say(tellsSecret, tellsSecret.sentence(secret.line, tellsSecret.kinds[secret.kind])),
          ),
        ]),
  ];
}

/**
 * By its beginning (cloud-init, "User data formats") or its tags (EC2 User Guide, "Run commands on your Windows instance"). A line
 * that ends as on Windows names an interpreter that no Linux has.
 */
function isRun(text: string, platform: Platform): boolean {
  if (platform === 'windows') return /<(?:powershell|script)>/i.test(text) || /^version: *1\./m.test(text);
  const isKnown =
    /^(?:#!|#cloud-config|#cloud-boothook|#include|#part-handler|## template:|Content-Type:|MIME-Version:)/i;
  return isKnown.test(text) && !/^#![^\n]*\r\n/.test(text);
}
