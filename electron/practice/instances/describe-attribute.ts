import type { ActionContext } from '../action.ts';
import { invalidValue } from '../aws-error.ts';
import { shortened } from '../protocol/param-tree.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer, AnswerValue } from '../protocol/write-xml.ts';
import { found, KINDS } from '../world/find.ts';
import type { Instance } from '../world/state.ts';
import { deviceAnswer, groupAnswers, interfacesOf, volumesOf } from './instance-answer.ts';

type Read = (context: ActionContext, instance: Instance) => AnswerValue;

/** One attribute of an instance, by AWS's name for it. */
export function describeAttribute(context: ActionContext, params: Params): Answer {
  const name = params.text('Attribute');
  const instance = found(context, context.region.instances, params.text('InstanceId'), KINDS.instance);
  const read = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
  if (read === undefined) {
    throw invalidValue(`Value (${shortened(name)}) for parameter attribute is invalid. Unknown attribute.`);
  }
  return { instanceId: instance.instanceId, [name]: read(context, instance) };
}

const ATTRIBUTES: Readonly<Record<string, Read>> = {
  instanceType: (_, { instanceType }) => ({ value: instanceType }),
  kernel: () => ({}),
  ramdisk: () => ({}),
  userData: (_, { userData }) => ({ value: userData }),
  disableApiTermination: (_, { isProtectedFromTermination }) => ({
    value: isProtectedFromTermination,
  }),
  disableApiStop: (_, { isProtectedFromStop }) => ({ value: isProtectedFromStop }),
  instanceInitiatedShutdownBehavior: (_, { shutdownBehavior }) => ({ value: shutdownBehavior }),
  rootDeviceName: (_, { rootDeviceName }) => ({ value: rootDeviceName }),
  blockDeviceMapping: (context, instance) => volumesOf(context, instance).map(deviceAnswer),
  productCodes: () => [],
  sourceDestCheck: (context, instance) => ({
    value: interfacesOf(context, instance)[0]?.checksSourceDest ?? true,
  }),
  groupSet: (context, { groupIds }) => groupAnswers(context, groupIds),
  ebsOptimized: (_, { isEbsOptimized }) => ({ value: isEbsOptimized }),
  sriovNetSupport: () => ({}),
  enaSupport: ({ catalog, region }, { imageId }) => ({
    value: catalog.image(region.region, imageId)?.isEnaSupported ?? true,
  }),
  enclaveOptions: () => ({ enabled: false }),
};
