import type { MyAddresses } from '../../shared/security-group/groups-api.ts';
import { readQuestion } from '../../shared/security-group/reach-question.ts';
import type { ReviewedMachine } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';

const said = words.groups.ask;

/** The question as it stands in its three fields, and as one sentence. Either can be written; the other follows. */
export type Question = {
  readonly who: string;
  readonly port: string;
  readonly machineId: string | null;
  readonly sentence: string;
};

type Fields = Omit<Question, 'sentence'>;

export function askingAbout(machineId: string | null, machines: readonly ReviewedMachine[]): Question {
  return withSentence({ who: said.meWord, port: '22', machineId }, machines);
}

export function changeField(
  question: Question,
  edit: Partial<Fields>,
  machines: readonly ReviewedMachine[],
): Question {
  return withSentence({ ...question, ...edit }, machines);
}

/** What is typed is kept as it is; where it can be read, the fields say the same. */
export function typeSentence(
  question: Question,
  sentence: string,
  machines: readonly ReviewedMachine[],
  my: MyAddresses,
): Question {
  const read = readQuestion(sentence, machines, my);
  if (!read.ok) return { ...question, sentence };
  const { from, port, instanceId } = read.ask;
  return { who: from, port: String(port), machineId: instanceId, sentence };
}

function withSentence(fields: Fields, machines: readonly ReviewedMachine[]): Question {
  const machine = machines.find(({ instanceId }) => instanceId === fields.machineId);
  const name = machine === undefined ? '' : nameIn(machine, machines);
  const sentence = said.build(fields.who.trim(), fields.port.trim(), name);
  return { ...fields, sentence };
}

/** By its name, where no other machine has the same. */
function nameIn(machine: ReviewedMachine, machines: readonly ReviewedMachine[]): string {
  const { name, instanceId } = machine;
  if (name === null || name.trim() === '') return instanceId;
  return machines.filter((other) => other.name === name).length > 1 ? instanceId : name;
}
