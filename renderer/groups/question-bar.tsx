import { useId, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AccountChoice } from '../../shared/account.ts';
import type { ReachAnswer } from '../../shared/reachability.ts';
import type { MyAddresses } from '../../shared/security-group/groups-api.ts';
import { readQuestion } from '../../shared/security-group/reach-question.ts';
import type { GroupsReview, ReviewedMachine } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { useOutcome } from '../use-outcome.ts';
import './question-bar.css';
import { QuestionFields } from './question-fields.tsx';
import { askingAbout, changeField, typeSentence, type Question } from './question-state.ts';
import { ReachPath } from './reach-path.tsx';

const said = words.groups.ask;

type QuestionBarProps = {
  readonly account: AccountChoice;
  readonly machines: GroupsReview['machines'];
  /** Whom it is about at first. */
  readonly firstMachineId: string | null;
  /** What it is answered from: an answer from another reading is not shown any more. */
  readonly asOf: string;
};

/** “Can 203.0.113.7 reach port 22 of web-1?”, asked in three fields or in one sentence. */
export function QuestionBar({ account, machines, firstMachineId, asOf }: QuestionBarProps) {
  const addresses = useOutcome({ key: ['my-addresses'], read: () => window.keyport.readMyAddresses() });
  return (
    <Container
      header={
        <Header variant="h2" description={said.why}>
          {said.title}
        </Header>
      }
    >
      {machines === null && <StatusIndicator type="warning">{said.machinesUnknown}</StatusIndicator>}
      {machines?.length === 0 && <div>{said.noMachines}</div>}
      {machines !== null && machines.length > 0 && (
        <Asking
          account={account}
          machines={machines}
          firstMachineId={firstMachineId ?? likeliest(machines)}
          addresses={addresses.value}
          asOf={asOf}
          isAddressUnknown={
            !addresses.isReading && addresses.value?.ipv4 == null && addresses.value?.ipv6 == null
          }
        />
      )}
    </Container>
  );
}

/** One that runs and could be reached: so that there is a question to be asked at once. */
function likeliest(machines: readonly ReviewedMachine[]): string | null {
  const running = machines.filter(({ state }) => state === 'running');
  const first = running.find(({ publicIpv4, ipv6 }) => publicIpv4.length + ipv6.length > 0) ?? running[0];
  return first?.instanceId ?? null;
}

type AskingProps = {
  readonly account: AccountChoice;
  readonly machines: readonly ReviewedMachine[];
  readonly firstMachineId: string | null;
  readonly addresses: MyAddresses | null;
  readonly asOf: string;
  readonly isAddressUnknown: boolean;
};

function Asking(props: AskingProps) {
  const { machines, addresses } = props;
  const [question, setQuestion] = useState(() => askingAbout(props.firstMachineId, machines));
  const reach = useReach(props);
  const formId = useId();
  return (
    <SpaceBetween size="m">
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          reach.ask(question);
        }}
      >
        <SpaceBetween size="s">
          <QuestionFields
            question={question}
            machines={machines}
            addresses={addresses}
            isAddressUnknown={props.isAddressUnknown}
            onChange={(edit) => setQuestion(changeField(question, edit, machines))}
          />
          <FormField
            label={said.sentence}
            {...(reach.refusal === null ? {} : { errorText: reach.refusal })}
            stretch
          >
            <div className="question-sentence">
              <Input
                value={question.sentence}
                placeholder={said.sentencePlaceholder}
                spellcheck={false}
                autoComplete={false}
                onChange={({ detail }) =>
                  setQuestion(typeSentence(question, detail.value, machines, addresses ?? NO_ADDRESSES))
                }
              />
              <Button variant="primary" form={formId} loading={reach.isBusy}>
                {said.ask}
              </Button>
            </div>
          </FormField>
        </SpaceBetween>
      </form>
      {reach.problem !== null && <ProblemAlert problem={reach.problem} />}
      {reach.answer !== null && (
        <LiveRegion>
          <Box>
            <ReachPath answer={reach.answer} />
          </Box>
        </LiveRegion>
      )}
    </SpaceBetween>
  );
}

/** Reads the sentence, then asks; a new question takes the old answer away. */
function useReach({ account, machines, addresses, asOf }: AskingProps) {
  const { sourceId, region } = account;
  const [given, setGiven] = useState<{ readonly answer: ReachAnswer; readonly asOf: string } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const act = useAct();
  const ask = ({ sentence }: Question) => {
    setGiven(null);
    const read = readQuestion(sentence, machines, addresses ?? NO_ADDRESSES);
    setRefusal(read.ok ? null : read.refusal.sentence);
    if (!read.ok) return;
    act.run(
      () => window.keyport.askReach({ sourceId, region, ask: read.ask }),
      (answer) => setGiven({ answer, asOf }),
    );
  };
  const answer = given?.asOf === asOf ? given.answer : null;
  return { ask, answer, refusal, isBusy: act.isBusy, problem: act.problem };
}

const NO_ADDRESSES: MyAddresses = { ipv4: null, ipv6: null };
