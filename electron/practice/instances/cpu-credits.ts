import type { ActionContext } from '../action.ts';
import { AwsError, invalidCombination, missingParameter } from '../aws-error.ts';
import { filtered, type FilterFields } from '../filters.ts';
import { pageOf, UP_TO_1000 } from '../paging.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { found, foundAll, KINDS } from '../world/find.ts';
import type { Instance } from '../world/state.ts';
import { oneOf } from './read-metadata-options.ts';
import { readUntaggedFilters } from './untagged.ts';

/** Those that are named; else those that may use more than they earn (AWS's API model). */
export function describeCredits(context: ActionContext, params: Params): Answer {
  const ids = params.texts('InstanceId');
  if (ids.length > 0 && params.has('MaxResults')) {
    throw invalidCombination('The parameter instancesSet cannot be used with the parameter maxResults');
  }
  const all = foundAll(context, context.region.instances, ids, KINDS.instance);
  const other = ids.length === 0 ? undefined : all.find(({ cpuCredits }) => cpuCredits === null);
  if (other !== undefined) throw earnsNoCredits(other);
  const shown = ids.length > 0 ? all : all.filter(({ cpuCredits }) => cpuCredits === 'unlimited');
  const { rows, nextToken } = pageOf(
    params,
    filtered(shown, readUntaggedFilters(params), CREDIT_FIELDS),
    UP_TO_1000,
  );
  return {
    instanceCreditSpecificationSet: rows.map(({ instanceId, cpuCredits }) => ({
      instanceId,
      cpuCredits,
    })),
    nextToken,
  };
}

const CREDIT_FIELDS: FilterFields<Instance> = {
  'instance-id': ({ instanceId }) => instanceId,
};

/** One by one: what EC2 refuses for one instance is told beside what it did for the others. */
export function modifyCredits(context: ActionContext, params: Params): Answer {
  params.optionalText('ClientToken');
  const done: Answer[] = [];
  const failed: Answer[] = [];
  params.list('InstanceCreditSpecification', (item) => {
    const instanceId = item.text('InstanceId');
    item.text('CpuCredits');
    const cpuCredits = oneOf(item, 'CpuCredits', ['standard', 'unlimited']);
    try {
      setCredits(context, instanceId, cpuCredits);
      done.push({ instanceId });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failed.push({ instanceId, error: { code: error.code, message: error.message } });
    }
  });
  if (done.length + failed.length === 0) throw missingParameter('InstanceCreditSpecification');
  return {
    successfulInstanceCreditSpecificationSet: done,
    unsuccessfulInstanceCreditSpecificationSet: failed,
  };
}

function setCredits(context: ActionContext, instanceId: string, cpuCredits: Instance['cpuCredits']): void {
  const { instances } = context.region;
  const instance = found(context, instances, instanceId, KINDS.instance);
  if (instance.cpuCredits === null) throw earnsNoCredits(instance);
  if (instance.state !== 'running' && instance.state !== 'stopped') {
    throw new AwsError(
      'IncorrectInstanceState',
      `The instance '${instanceId}' is not in the 'running' or 'stopped' state.`,
    );
  }
  instances.set(instanceId, { ...instance, cpuCredits });
}

function earnsNoCredits({ instanceType }: Instance): AwsError {
  return new AwsError(
    'InstanceCreditSpecification.NotSupported',
    `The ${instanceType} instance type does not support T2 Unlimited.`,
  );
}
