/** Removing a launch, and stopping, starting or ending machines of one: its lines, and what can go wrong with it. */
export const removalWords = {
  lines: {
    findLost: (zoneName: string) => `Look for the machine in ${zoneName} whose start got no answer`,
    snapshot: (volumeId: string) => `Copy disk ${volumeId} (snapshot)`,
    volume: (volumeId: string) => `Delete disk ${volumeId}`,
    group: (name: string) => `Delete security group “${name}”`,
    stop: (instanceId: string, zoneName: string) => `Stop ${instanceId} in ${zoneName}`,
    start: (instanceId: string, zoneName: string) => `Start ${instanceId} in ${zoneName}`,
    terminate: (instanceId: string, zoneName: string) => `Terminate ${instanceId} in ${zoneName}`,
    unprotect: (instanceId: string, zoneName: string) =>
      `Switch off termination protection of ${instanceId} in ${zoneName}`,
  },
  notes: {
    inUse: 'in use',
    notThere: 'not there',
    mayBeThere: 'not known',
    notOurs: 'not of this launch, left alone',
  },
  /** Of the copy of a disk, where a person finds it in AWS. At most 255 characters, and none but ASCII. */
  snapshotDescription: (launchId: string, volumeId: string) =>
    `Keyport: ${volumeId} before its machine was ended, launch ${launchId}`,
  notRecorded:
    'Keyport writes each step down before it asks AWS for it, and could not: the disk may be full or read-only. So it stopped there, and what it had not come to is as it was. Make room, then go on.',
  isProtected: (instanceId: string) =>
    `Somebody has switched termination protection on for ${instanceId}, so AWS keeps it running. If you really want it to end, switch the protection off, then finish removing.`,
  mayBeThere: (zoneNames: string) =>
    `AWS never said whether it started a machine in ${zoneNames}, and does not show one now. It may still appear, and then it costs money. Look again in a few minutes.`,
  diskInUse: (volumeId: string, instanceId: string) =>
    `Disk ${volumeId} of this launch is now attached to ${instanceId}, which is not part of the launch. Keyport leaves it there. Detach it, then finish removing; or keep it, and it goes on costing money.`,
  diskUnknown: (instanceId: string) =>
    `AWS does not show a disk of ${instanceId} that could be copied, so the machine was left as it is. Try again, or go on without a copy.`,
  diskNotOurs: (volumeId: string) =>
    `Disk ${volumeId} stands in this launch’s record, but AWS does not show the launch’s tag on it. Keyport leaves it as it is. If nobody needs it, delete it in the AWS console: until then it costs money.`,
  diskGone: (volumeId: string) =>
    `Disk ${volumeId} is not in AWS any more, or not shown yet, so it cannot be copied. Its machine was left as it is. Try again in a minute; if the disk was deleted, go on without a copy.`,
  snapshotAnswerLost: (volumeId: string) =>
    `AWS did not answer when it was asked to copy disk ${volumeId}, and shows no copy. The machine was left as it is, so nothing is lost. Try again, or go on without a copy.`,
  noCapacity: (instanceId: string) =>
    `AWS has no free machine of this size in the zone of ${instanceId} right now. It stays stopped, and nothing on it is lost. Try again in a few minutes.`,
  notThereAnyMore: (instanceId: string) =>
    `${instanceId} has been terminated, here or by somebody else. It cannot be stopped or started any more.`,
} as const;
