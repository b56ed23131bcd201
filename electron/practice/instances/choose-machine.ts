import type { ActionContext } from '../action.ts';
import { AwsError, invalidValue } from '../aws-error.ts';
import type { CatalogImage, CatalogInstanceType } from '../catalog.ts';
import { shortened } from '../protocol/param-tree.ts';
import { keyPairNamed } from '../world/find-key-pair.ts';
import type { Instance, KeyPair } from '../world/state.ts';
import type { RunRequest } from './read-run-request.ts';

/** What a machine is made of, as far as AWS sells it and it fits together. */
export type Machine = {
  readonly image: CatalogImage;
  readonly type: CatalogInstanceType;
  readonly key: KeyPair | null;
  readonly cpu: Instance['cpu'];
  readonly cpuCredits: Instance['cpuCredits'];
};

/** Throws EC2's refusals: what is not there, and what does not go together. */
export function chooseMachine(context: ActionContext, request: RunRequest): Machine {
  const image = findImage(context, request.imageId);
  const type = findInstanceType(context, request.instanceType);
  checkArchitecture(type, image.architecture);
  const key = request.keyName === null ? null : keyPairNamed(context, request.keyName);
  if (image.isWindows && key?.type === 'ed25519') {
    throw new AwsError(
      'Unsupported',
      'ED25519 key pairs are not supported with Windows AMIs. Choose a different key pair type and try again.',
    );
  }
  if (request.isEbsOptimized === true && type.ebsOptimizedSupport === 'unsupported') {
    throw new AwsError(
      'Unsupported',
      'EBS-optimized instances are not supported for your requested configuration. Please check the documentation for supported configurations.',
    );
  }
  return { image, type, key, cpu: cpuOf(type, request.cpu), cpuCredits: creditsOf(type, request) };
}

/** Throws `InvalidParameterValue`, as EC2 does for a name that is no type. */
export function findInstanceType({ catalog }: ActionContext, name: string): CatalogInstanceType {
  const type = catalog.instanceType(name);
  if (type !== undefined) return type;
  throw invalidValue(`Invalid value '${shortened(name)}' for InstanceType.`);
}

export function checkArchitecture({ architectures }: CatalogInstanceType, architecture: string): void {
  if (architectures.includes(architecture)) return;
  throw invalidValue(
    `The architecture '${architectures.join(',')}' of the specified instance type does not match the architecture '${architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.`,
  );
}

/** The setting that this type has where nobody says anything; null for types that earn no CPU credits. */
export function usualCredits({ name, isBurstable }: CatalogInstanceType): Instance['cpuCredits'] {
  if (!isBurstable) return null;
  return name.startsWith('t2.') ? 'standard' : 'unlimited';
}

const SSM = 'resolve:ssm:';

function findImage(context: ActionContext, asked: string): CatalogImage {
  const { catalog, region } = context;
  const imageId = asked.startsWith(SSM) ? imageIdIn(context, asked.slice(SSM.length)) : asked;
  if (!/^ami-[0-9a-f]{8,17}$/u.test(imageId)) {
    throw new AwsError('InvalidAMIID.Malformed', `Invalid id: "${shortened(imageId)}" (expecting "ami-...")`);
  }
  const image = catalog.image(region.region, imageId);
  if (image !== undefined) return image;
  throw new AwsError('InvalidAMIID.NotFound', `The image id '[${imageId}]' does not exist`);
}

/** `/aws/service/…`, or with the version or label that AWS lets one add: there is one version of each here. */
function imageIdIn({ catalog, region }: ActionContext, asked: string): string {
  const [name = '', version] = asked.split(':');
  const parameter = catalog.parameters(region.region).get(name);
  if (parameter !== undefined && (version === undefined || version === String(parameter.version))) {
    return parameter.value;
  }
  throw invalidValue(`The SSM parameter '${shortened(asked)}' for parameter imageId is invalid.`);
}

function cpuOf(
  { cores, threadsPerCore }: CatalogInstanceType,
  asked: Instance['cpu'] | null,
): Instance['cpu'] {
  if (asked === null) return { cores, threadsPerCore };
  const isPossible =
    asked.cores >= 1 &&
    asked.cores <= cores &&
    asked.threadsPerCore >= 1 &&
    asked.threadsPerCore <= threadsPerCore;
  if (isPossible) return asked;
  throw invalidValue(
    `The specified CpuOptions (${String(asked.cores)} cores, ${String(asked.threadsPerCore)} threads per core) are not valid for the instance type.`,
  );
}

function creditsOf(type: CatalogInstanceType, { cpuCredits }: RunRequest): Instance['cpuCredits'] {
  if (cpuCredits === null) return usualCredits(type);
  if (type.isBurstable) return cpuCredits;
  throw new AwsError(
    'InstanceCreditSpecification.NotSupported',
    `The ${type.name} instance type does not support T2 Unlimited.`,
  );
}
