import { AwsError, invalidValue, missingParameter } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';

const LONGEST = 255;
const ALLOWED = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/u;
const ALLOWED_SAID = 'a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*';

/** The name as EC2 keeps it: without spaces at its end. Throws where EC2 takes no such name for a group of one's own. */
export function groupNameOf(given: string): string {
  const name = given.trimEnd();
  if (name === '') throw missingParameter('GroupName');
  checkText(name, 'GroupName', 'security group name');
  if (/^sg-/iu.test(name)) {
    throw invalidValue(
      `Value (${shortened(name)}) for parameter GroupName is invalid. Group names may not be in the format sg-*.`,
    );
  }
  if (name === 'default') throw invalidValue(`Cannot use reserved security group name: ${name}`);
  return name;
}

export function checkGroupDescription(description: string): void {
  checkText(description, 'GroupDescription', 'security group description');
}

/** The description as a rule keeps it: none where it is empty. */
export function ruleDescriptionOf(given: string | null): string | null {
  if (given === null || given === '') return null;
  if (!isValid(given)) throw invalidText('rule description');
  return given;
}

function checkText(text: string, parameter: string, called: string): void {
  if (/[\u{80}-\u{10ffff}]/u.test(text)) {
    throw invalidValue(
      `Value (${shortened(text)}) for parameter ${parameter} is invalid. Character sets beyond ASCII are not supported.`,
    );
  }
  if (!isValid(text)) throw invalidText(called);
}

function isValid(text: string): boolean {
  return text.length <= LONGEST && ALLOWED.test(text);
}

function invalidText(called: string): AwsError {
  const kind = called.split(' ').at(-1) ?? called;
  return invalidValue(
    `Invalid ${called}. Valid ${kind}s are strings less than 256 characters from the following set:  ${ALLOWED_SAID}`,
  );
}
