import { launchesWords } from './launches.ts';

/** What the buttons are called on the screens that a drill sends one to. */
const { lookNow, zones, unknown, acts, map } = launchesWords;

/** Drills of practice: a zone without room, a network that breaks, a zone that is lost. */
export const drillsWords = {
  title: 'Drills',
  intro:
    'Small exercises. Something goes wrong on purpose, and you deal with it on the real screens of Keyport. Nothing of it is real.',
  of: {
    'no-capacity': {
      title: 'Run out of capacity',
      what: 'EC2 has no free computer left in one Availability Zone. The other zones have room.',
      learn: 'What runs stays. The missing machine can go to another zone.',
      takes: 'About 3 minutes',
    },
    'no-network': {
      title: 'Lose the network in the middle of a launch',
      what: 'The connection breaks just as AWS starts your first machine. Nobody hears whether it did.',
      learn: 'No answer does not mean “no machine”. Look first, then go on: nothing is started twice.',
      takes: 'About 4 minutes',
    },
    'zone-lost': {
      title: 'Lose an Availability Zone',
      what: 'The buildings of one zone lose power. The machines in them stop answering.',
      learn: 'With a machine in each of several zones, the others go on serving while you replace one.',
      takes: 'About 5 minutes',
    },
  },
  /** Where it is not known any more which one it was. */
  aZone: 'one zone',
  states: { new: 'Not begun', on: 'Going on', done: 'Done' },
  start: 'Start the drill',
  startOf: (title: string) => `Start the drill: ${title}`,
  again: 'Begin it again',
  againOf: (title: string) => `Begin it again: ${title}`,
  otherFirst: 'One drill at a time: end the other one first.',
  end: 'End the drill',
  endDone: 'Close the drill',
  endWhy: 'Ending puts the weather back as it was before.',
  learnt: 'What you have learnt',
  place: (place: number, of: number) => `Step ${place} of ${of}`,
  machines: {
    label: 'Your machines now',
    serving: (count: number) => (count === 1 ? '1 machine answers' : `${count} machines answer`),
    silent: (count: number) =>
      count === 1 ? '1 machine does not answer' : `${count} machines do not answer`,
    lost: 'The zone has failed',
    none: 'No machine here',
  },
  strip: {
    on: (title: string) => `Drill: ${title}`,
    done: 'Done. What you have learnt stands on “Practice”. Close the drill when you have read it.',
  },
  turn: {
    'no-network': 'Network is back',
    'zone-lost-before': 'Let the zone fail',
    'zone-lost-during': 'The zone comes back',
  },
  go: { launch: 'Go to Launch', launches: 'Go to Launches' },
  started: (title: string) => `The drill has begun: ${title}.`,
  ended: 'The drill has ended. The weather is as it was before.',
  /** What to do next. `zone` is the zone it is about, `region` where. */
  steps: {
    'no-capacity': {
      launch: (zone: string, region: string) =>
        `There is no room in ${zone}. Launch a fleet in ${region}, with a machine in every zone.`,
      'launch-there': (zone: string) =>
        `Your launch had no machine in ${zone}, so it met nothing. Launch another one, with a machine in every zone.`,
      starting: () => 'Watch the lines: all but one come up.',
      decide: (zone: string) =>
        `Open the launch on “Launches”. What runs is kept. For ${zone}, choose “${zones.zone}”.`,
      removed: () => 'You have removed this launch. Launch another one to go on.',
      learnt: (zone: string) =>
        `Your fleet is whole, although ${zone} had no room. EC2 says so only at the very moment of the launch. What had started was kept, and costs no more than planned.`,
    },
    'no-network': {
      launch: () => 'Launch a fleet. The connection will break when AWS is asked for the first machine.',
      starting: () => 'The key and the group are made first. Wait a moment.',
      cut: () =>
        `The network is gone. See on “Launches” that Keyport does not guess: what it cannot find out is “${map.states.unknown}”. Then let the network come back.`,
      finish: () =>
        `The network is back. Open the launch on “Launches” and press “${lookNow}”, then “${unknown.finish}” if it is offered.`,
      finishing: () => 'The network is back. Keyport looks what is there, and starts only what is missing.',
      twice: () =>
        `There is a machine more, or less, than the launch knows of. Open it and press “${lookNow}”.`,
      removed: () => 'You have removed this launch. Launch another one to go on.',
      learnt: () =>
        'Every machine is there, and none is there twice. AWS had started one of which nobody heard. Each request has a token of its own, so that asking again finds the same machine.',
    },
    'zone-lost': {
      fleet: () => 'First you need a fleet: launch machines in at least two zones, and wait until they run.',
      starting: () => 'Wait until the machines run.',
      lose: () => 'Your fleet runs in several zones. Now let one of them fail.',
      end: (zone: string) =>
        `${zone} has failed: at its machine stands “${map.states.silent}”, the others go on. Open the launch on “Launches” and press “${lookNow}”. In the line of the machine in ${zone}, choose “${acts.menu}”, then “${acts.terminate}”.`,
      ending: () => 'The machine is being ended.',
      replace: (zone: string) =>
        `The place in ${zone} is empty. Choose “${zones.zone}” for it on the launch’s page.`,
      replacing: () => 'The new machine is starting.',
      removed: () => 'You have removed this launch. End the drill, and start it again with another one.',
      learnt: (zone: string) =>
        `When ${zone} failed, the machines in the other zones went on. So: a machine in each of several zones, and always more than one. Never keep the only copy of something on one of them.`,
    },
  },
} as const;
