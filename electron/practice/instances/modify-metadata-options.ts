import type { ActionContext } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { found, KINDS } from '../world/find.ts';
import { metadataAnswer } from './instance-answer.ts';
import { readMetadataOptions } from './read-metadata-options.ts';

/** What the request does not name stays as it is. */
export function modifyMetadataOptions(context: ActionContext, params: Params): Answer {
  const { region } = context;
  const instance = found(context, region.instances, params.text('InstanceId'), KINDS.instance);
  const { instanceId, state } = instance;
  if (state !== 'running' && state !== 'stopped' && state !== 'pending' && state !== 'stopping') {
    throw new AwsError(
      'IncorrectInstanceState',
      `The instance '${instanceId}' is not in a state from which its metadata options can be modified.`,
    );
  }
  const changed = { ...instance, metadata: { ...instance.metadata, ...readMetadataOptions(params) } };
  region.instances.set(instanceId, changed);
  return { instanceId, instanceMetadataOptions: { ...metadataAnswer(changed), state: 'pending' } };
}
