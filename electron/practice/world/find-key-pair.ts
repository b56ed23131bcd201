import type { ActionContext } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { KeyPair } from './state.ts';

/** The key pair of this name, as RunInstances wants it. Throws `InvalidKeyPair.NotFound`, also where it is not visible yet. */
export function keyPairNamed(context: ActionContext, name: string): KeyPair {
  const pair = [...context.region.keyPairs.values()].find((each) => each.name === name);
  if (pair === undefined || !context.isVisible(pair.keyPairId)) throw noKeyPair(`'${shortened(name)}'`);
  return pair;
}

/** The same by its id. */
export function keyPairOfId(context: ActionContext, keyPairId: string): KeyPair {
  const pair = context.region.keyPairs.get(keyPairId);
  if (pair === undefined || !context.isVisible(keyPairId)) throw noKeyPair(`ID '${shortened(keyPairId)}'`);
  return pair;
}

function noKeyPair(which: string): AwsError {
  return new AwsError('InvalidKeyPair.NotFound', `The key pair ${which} does not exist`);
}
