import { familyOf } from './cidr.ts';
import type { MyAddresses } from './groups-api.ts';
import { SERVICES } from './services.ts';
import type { ReachAsk } from '../reachability.ts';
import { words } from '../words/en.ts';

/** Why a question cannot be asked as it is: which part, and what to write instead. */
export type QuestionRefusal = {
  readonly part: 'question' | 'address' | 'port' | 'machine';
  readonly sentence: string;
  /** The machines that may be meant. */
  readonly candidates: readonly NamedMachine[];
};

export type ReadQuestion =
  { readonly ok: true; readonly ask: ReachAsk } | { readonly ok: false; readonly refusal: QuestionRefusal };

type NamedMachine = { readonly instanceId: string; readonly name: string | null };

/**
 * Reads a question as people write it: "Can 203.0.113.7 reach port 22 of web-1?", "can I ssh to i-0abc…", "2001:db8::1 udp 53
 * on dns". "I", "me" and "my computer" are the addresses given; IPv4 first. Whatever cannot be read is refused by its part.
 */
export function readQuestion(
  text: string,
  machines: readonly NamedMachine[],
  my: MyAddresses = { ipv4: null, ipv6: null },
): ReadQuestion {
  if (text.length > MAX_LENGTH) return refused('question', said.tooLong);
  const question = text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[?!.\s]+$/, '');
  if (question === '') return refused('question', said.notUnderstood);
  const from = readFrom(question, my);
  if (!from.ok) return from;
  const target = readTarget(from.rest, machines);
  return target.ok ? { ok: true, ask: { from: from.address, ...target.door } } : target;
}

const MAX_LENGTH = 1000;

const said = words.reach.question;

type Refused = { readonly ok: false; readonly refusal: QuestionRefusal };

function refused(
  part: QuestionRefusal['part'],
  sentence: string,
  candidates: readonly NamedMachine[] = [],
): Refused {
  return { ok: false, refusal: { part, sentence, candidates } };
}

/** The asker stands at the front: after "can", "does", "is … able to", or at once. */
function readFrom(
  question: string,
  my: MyAddresses,
): { readonly ok: true; readonly address: string; readonly rest: string } | Refused {
  const start =
    /^(?:(?:can|could|may|does|will)\s+)?(?:the address\s+|address\s+)?(.*)$/i.exec(question)?.[1] ?? '';
  const own =
    /^(?:i|me|we|my (?:own )?(?:computer|address|machine|laptop|pc)|this computer)(?:\s+\([^)]*\))?(?:\s+(.*))?$/i.exec(
      start,
    );
  if (own !== null) {
    const address = my.ipv4 ?? my.ipv6;
    return address === null ? refused('address', said.ownUnknown) : { ok: true, address, rest: own[1] ?? '' };
  }
  const [first = '', ...rest] = start.split(' ');
  const address = first.replace(/^\[(.*)\]$/, '$1').replace(/,$/, '');
  if (!address.includes('/') && familyOf(address) !== null)
    return { ok: true, address, rest: rest.join(' ') };
  const looksLikeOne = /^[\d.:/a-f%[\]]+$/i.test(first) && /[.:]/.test(first);
  return refused('address', looksLikeOne ? said.badAddress(first) : said.noAddress);
}

type Door = Pick<ReachAsk, 'protocol' | 'port' | 'instanceId'>;

/** A port and a machine, in either order. A name may hold any word, so each way to part them is tried; the best is taken. */
function readTarget(
  text: string,
  machines: readonly NamedMachine[],
): { readonly ok: true; readonly door: Door } | Refused {
  const wish = text.replace(VERB, '').trim();
  if (wish === '') return refused('port', said.noPort);
  const parted = partings(wish).map(([portText, machineText]) => ({
    machineText,
    portText,
    port: portFrom(portText),
    found: machinesCalled(machineText, machines),
  }));
  for (const { port, found } of parted) {
    const [machine, another] = found;
    if (port === null || machine === undefined || another !== undefined) continue;
    return { ok: true, door: { ...port, instanceId: machine.instanceId } };
  }
  if (portFrom(wish) !== null) return refused('machine', said.noMachine);
  const unclear = parted.find(({ port, found }) => port !== null && found.length > 1);
  if (unclear !== undefined) return ambiguous(unclear.machineText, unclear.found);
  const withPort = parted.find(({ port, machineText }) => port !== null && machineText !== '');
  if (withPort !== undefined) return unknownMachine(withPort.machineText, machines);
  const withMachine = parted.find(({ found, portText }) => found.length > 0 && portText !== '');
  if (withMachine !== undefined) return refused('port', said.badPort(withMachine.portText));
  if (machinesCalled(wish, machines).length > 0) return refused('port', said.noPort);
  const [first] = parted.filter(({ portText }) => portText !== '');
  if (first === undefined) return refused('machine', said.noMachine);
  return refused('port', said.badPort(first.portText));
}

const VERB =
  /^(?:(?:still|now|please)\s+)?(?:reach|connect to|connect|get (?:in ?)?to|get through to|access|talk to|speak to|log ?in to|log ?in|come in to|use|open|see|call|to)(?:\s+|$)(?:the\s+)?/i;

/** Port and machine, wherever a small word may stand between them. */
function partings(wish: string): readonly (readonly [string, string])[] {
  const parts: (readonly [string, string])[] = [];
  for (const match of wish.matchAll(/ (?:of|on|at|to|in|into|by|via|over|with|using|through|from) /gi)) {
    const left = wish.slice(0, match.index);
    const right = wish.slice(match.index + match[0].length);
    parts.push([left, right], [right, left]);
  }
  const colon = /^(.+):(\d+)$/.exec(wish);
  if (colon !== null) parts.push([colon[2] ?? '', colon[1] ?? '']);
  for (const match of wish.matchAll(/ /g)) {
    const left = wish.slice(0, match.index);
    const right = wish.slice(match.index + 1);
    parts.push([left, right], [right, left]);
  }
  return parts;
}

/** `port 22`, `22/tcp`, `udp 53`, `ssh`, `PostgreSQL over TCP`. */
function portFrom(text: string): Pick<ReachAsk, 'protocol' | 'port'> | null {
  const lower = text.toLowerCase();
  const isUdp = /\budp\b/.test(lower);
  const isTcp = /\btcp\b/.test(lower);
  if (isUdp && isTcp) return null;
  const plain = lower
    .replaceAll(/\b(?:(?:over|by) )?(?:udp|tcp)\b/g, ' ')
    .replaceAll(/\b(?:the|ports?|number)\b/g, ' ')
    .replaceAll(/[/:]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (/^\d{1,5}$/.test(plain)) {
    const port = Number(plain);
    return port >= 1 && port <= 65_535 ? { protocol: isUdp ? 'udp' : 'tcp', port } : null;
  }
  const service = SERVICES.find(({ names }) => names.some((name) => name.toLowerCase() === plain));
  if (service === undefined) return null;
  return { protocol: isUdp ? 'udp' : isTcp ? 'tcp' : service.protocol, port: service.port };
}

/** By its id, or by its name: in small or capital letters, and with any blanks between its words. */
function machinesCalled(text: string, machines: readonly NamedMachine[]): readonly NamedMachine[] {
  const plain = plainName(
    text
      .trim()
      .replace(/^(?:the )?(?:machine|instance|server|computer) /i, '')
      .replaceAll(/^[“”"'‘’]+|[“”"'‘’,]+$/g, ''),
  );
  if (plain === '') return [];
  return machines.filter(({ instanceId, name }) =>
    [instanceId, name ?? ''].some((each) => plainName(each) === plain),
  );
}

function plainName(name: string): string {
  return name.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

function ambiguous(text: string, found: readonly NamedMachine[]): Refused {
  const ids = found.slice(0, MAX_CANDIDATES).map(({ instanceId }) => instanceId);
  return refused('machine', said.ambiguous(text, ids.join(', ')), found.slice(0, MAX_CANDIDATES));
}

function unknownMachine(text: string, machines: readonly NamedMachine[]): Refused {
  const wanted = text.trim().toLowerCase();
  const near = machines.filter(({ instanceId, name }) =>
    [instanceId, name].some((each) => each !== null && each.toLowerCase().includes(wanted)),
  );
  return refused('machine', said.unknownMachine(text.trim()), near.slice(0, MAX_CANDIDATES));
}

const MAX_CANDIDATES = 10;
