import { reads, type ActionContext, type Actions } from '../action.ts';
import { AwsError } from '../aws-error.ts';
import type { Params } from '../protocol/params.ts';
import type { Answer } from '../protocol/write-xml.ts';
import { found, KINDS } from '../world/find.ts';
import { firstRunAt } from '../world/first-run.ts';
import { linuxConsole } from '../world/linux-console.ts';
import type { Instance } from '../world/state.ts';
import { windowsConsole } from '../world/windows-console.ts';

/** What a machine tells of itself when it has started: its Windows password, its console. */
export const passwordsActions: Actions = {
  GetPasswordData: reads(getPasswordData),
  GetConsoleOutput: reads(getConsoleOutput),
  GetConsoleScreenshot: reads(getConsoleScreenshot),
};

/** An empty text until there is a password, and for a machine that has none. EC2 puts line breaks around the base64. */
function getPasswordData(context: ActionContext, params: Params): Answer {
  const instance = namedInstance(context, params);
  const { passwordData } = instance;
  const isReady = passwordData !== null && hasPassed(context, instance, context.pace.passwordMs);
  return {
    instanceId: instance.instanceId,
    timestamp: timestampOf(context, instance),
    passwordData: isReady ? `\r\n${passwordData}\r\n` : '',
  };
}

/** Without an output until there is one. `Latest` is the console as it is now, which only Nitro machines can tell. */
function getConsoleOutput(context: ActionContext, params: Params): Answer {
  const instance = namedInstance(context, params);
  const isLatest = params.boolean('Latest') === true;
  if (isLatest && context.catalog.instanceType(instance.instanceType)?.hypervisor === 'xen') {
    throw new AwsError(
      'UnsupportedOperation',
      'This instance type does not support retrieving the latest console logs.',
    );
  }
  const isThere = hasPassed(context, instance, isLatest ? 0 : context.pace.consoleMs);
  return {
    instanceId: instance.instanceId,
    timestamp: timestampOf(context, instance),
    output: isThere ? Buffer.from(consoleOf(context, instance)).toString('base64') : null,
  };
}

/** No machine here has a screen. */
function getConsoleScreenshot(context: ActionContext, params: Params): Answer {
  const { instanceId } = namedInstance(context, params);
  params.boolean('WakeUp');
  throw new AwsError('UnsupportedOperation', `A screenshot cannot be taken of the instance '${instanceId}'`);
}

function consoleOf(context: ActionContext, instance: Instance): string {
  const { region, catalog, now, pace } = context;
  const imageName = catalog.image(region.region, instance.imageId)?.name ?? '';
  const boot = { instance, imageName, region: region.region, ranAt: firstRunAt(context, instance) ?? now };
  const lines =
    instance.platform === 'windows'
      ? windowsConsole(boot, hasPassed(context, instance, pace.passwordMs))
      : linuxConsole(boot);
  return [...lines, ''].join('\r\n');
}

function namedInstance(context: ActionContext, params: Params): Instance {
  return found(context, context.region.instances, params.text('InstanceId'), KINDS.instance);
}

function hasPassed(context: ActionContext, instance: Instance, ms: number): boolean {
  const ranAt = firstRunAt(context, instance);
  return ranAt !== null && context.now >= ranAt + ms;
}

function timestampOf(context: ActionContext, instance: Instance): Date {
  return new Date(firstRunAt(context, instance) ?? instance.launchedAt);
}
