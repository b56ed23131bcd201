import { guessLoginUser } from '../image-login.ts';
import { LOGIN_USER, type LaunchPlan } from '../launch-plan.ts';

/**
 * Who else may be the first user of a machine, the likeliest first. `root` comes early: on most images it is let in with the same
 * key, only to be told who to log in as, so that nobody else has to be tried.
 */
export function otherUsers(loginUser: string, image: LaunchPlan['image']): readonly string[] {
  const guess = guessLoginUser({ name: image.imageName, platform: image.platform });
  const all = [...(guess === null ? [] : [guess]), 'root', ...USUAL];
  return [...new Set(all)].filter((user) => user !== loginUser);
}

/** By the makers' own words on their images of EC2; most of the machines first. */
const USUAL = ['ec2-user', 'ubuntu', 'admin', 'debian', 'fedora', 'rocky', 'centos', 'bitnami', 'cloud-user'];

/** Whom cloud-init says to log in as (its `disable_root_opts`); null where it says nothing of the kind. */
export function userNamedIn(text: string): string | null {
  const user = /Please login as the user "([^"\n]{1,32})"/i.exec(text)?.[1] ?? '';
  return LOGIN_USER.test(user) ? user : null;
}
