import type { ReactNode } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ConnectFacts, Launch } from '../../shared/launch.ts';
import { PORTS } from '../../shared/platform.ts';
import { profileOf, usesSessionManager } from '../../shared/session-manager.ts';
import { openWebPorts } from '../../shared/ways-in.ts';
import { words } from '../../shared/words/en.ts';
import { useOtherAddress } from '../connect/address-context.ts';
import { openDoorsInWords } from '../components/doors-in-words.ts';
import { useMode } from '../mode/mode-context.ts';
import { openLink } from '../open-link.ts';
import { KeySection } from './key-section.tsx';

const said = words.launch.connect;
const review = words.wizard.review;

type ConnectSectionProps = {
  readonly launch: Launch;
  /** The machines, one by one. */
  readonly table: ReactNode;
};

/** How to reach the machines, who else can, and where the key is. */
export function ConnectSection({ launch, table }: ConnectSectionProps) {
  const { connect } = launch;
  const isPractice = useMode().mode === 'practice';
  const otherAddress = useOtherAddress();
  return (
    <SpaceBetween size="l">
      {isPractice && (
        <Alert type="info" statusIconAriaLabel={words.app.severity.note}>
          {words.practice.launch.note}
        </Alert>
      )}
      {!canAnyoneLogIn(connect) && !usesSessionManager(launch.plan.access) && (
        <Alert type="warning" statusIconAriaLabel={words.app.severity.caution}>
          {said.nobody}
        </Alert>
      )}
      {launch.account.endpoint !== null && (
        <Alert type="warning" statusIconAriaLabel={words.app.severity.caution}>
          {said.notAws(launch.account.endpoint)}
        </Alert>
      )}
      <ColumnLayout columns={2}>
        <KeySection launch={launch} />
        <Container header={<Header variant="h2">{said.openTitle}</Header>} fitHeight>
          <Lines lines={openLines(launch)} />
        </Container>
      </ColumnLayout>
      {table}
      <Container header={<Header variant="h2">{said.nextTitle}</Header>}>
        <SpaceBetween size="s">
          <Lines lines={isPractice ? practisedLines(launch) : nextLines(launch, otherAddress)} />
          {!isPractice && (
            <Button iconName="external" iconAlign="right" onClick={() => openLink('ec2-console')}>
              {said.console}
            </Button>
          )}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className="plain-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function openLines({ connect, plan }: Launch): readonly string[] {
  const profile = profileOf(plan);
  const session = profile === null ? [] : [words.sessionManager.review(profile)];
  const { opensHttps, opensHttp, adminAddress, port, existingGroups } = connect;
  if (existingGroups !== null) {
    return [
      ...existingGroups.groups.map(({ name, groupId }) => review.usedGroup(name, groupId)),
      ...openDoorsInWords(existingGroups.doors),
      ...session,
      said.whenStarted,
    ];
  }
  const rule = words.wizard.access.ruleOf[port === PORTS.rdp ? 'windows' : 'linux'];
  return [
    ...(opensHttps ? [review.httpsOpen] : []),
    ...(opensHttp ? [review.httpOpen] : []),
    ...(opensHttps || opensHttp ? [] : [review.webClosed]),
    ...(adminAddress === null ? [] : [review.adminOpen(rule, adminAddress)]),
    ...(adminAddress === null && profile === null ? [review.adminClosed(rule)] : []),
    ...session,
    words.wizard.access.allElse,
  ];
}

function practisedLines({ connect }: Launch): readonly string[] {
  const desktop = desktopLines(connect);
  return [
    ...(desktop.length === 0 ? [] : [words.practice.launch.desktop, ...desktop]),
    ...words.practice.launch.next,
  ];
}

function nextLines({ connect, plan }: Launch, otherAddress: string | null): readonly string[] {
  const { adminAddress, custodyId, port } = connect;
  const { next } = said;
  const canLogIn = canAnyoneLogIn(connect);
  return [
    ...(usesSessionManager(plan.access) ? [next.session(plan.account.region)] : []),
    ...(!canLogIn || custodyId === null || port !== PORTS.ssh ? [] : [next.openAgent]),
    ...(adminAddress === null ? [] : [addressLine(adminAddress, otherAddress)]),
    ...(canLogIn && port === PORTS.ssh ? [next.fingerprint] : []),
    ...(canLogIn ? desktopLines(connect) : []),
    ...(openWebPorts(connect).length === 0 ? [] : [next.web[plan.script.kind]]),
    next.changes,
    next.money,
  ];
}

function addressLine(letIn: string, otherAddress: string | null): string {
  const isShutOut = otherAddress !== null && otherAddress !== letIn;
  return isShutOut ? words.ownAddress.nextStep(otherAddress, letIn) : said.next.address(letIn);
}

/** How one gets in to Windows; of any other system nothing. */
function desktopLines({ port }: ConnectFacts): readonly string[] {
  return port === PORTS.rdp ? [said.next.desktop(port), said.next.desktopPassword] : [];
}

function canAnyoneLogIn({ adminAddress, existingGroups, port }: ConnectFacts): boolean {
  if (existingGroups === null) return adminAddress !== null;
  return existingGroups.doors.every((door) => door.port !== port || door.opening !== 'closed');
}
