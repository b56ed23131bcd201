import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { words } from '../../shared/words/en.ts';
import { Logo } from '../components/logo.tsx';
import { BeginAnew } from '../mode/begin-anew.tsx';
import { PracticeStrip } from '../mode/practice-strip.tsx';
import { PractiseInstead } from '../mode/practise-offer.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import type { StartStage } from './start-state.ts';
import { UnlockForm } from './unlock-form.tsx';
import './start-screen.css';

const said = words.keys.vault;

type StartScreenProps = {
  readonly stage: StartStage;
  readonly isAsking: boolean;
  readonly onAgain: () => void;
  /** Null where nothing can be shown before this is answered. */
  readonly onPutOff: (() => void) | null;
};

/** The whole window while the vault is not open: what is being waited for, and what the person can do about it. */
export function StartScreen({ stage, isAsking, onAgain, onPutOff }: StartScreenProps) {
  return (
    <>
      <PracticeStrip />
      <main className="start-screen">
        <div className="start-screen-brand">
          <Logo />
          <span>{words.app.title}</span>
        </div>
        {stage.is === 'opening' && <Opening isWaiting={stage.isWaiting} />}
        {stage.is === 'in-use' && (
          <Stopped title={stage.problem.title} why={stage.problem.explanation}>
            <LiveRegion>{said.start.inUseRetry}</LiveRegion>
            <Button onClick={onAgain} loading={isAsking}>
              {said.start.tryNow}
            </Button>
          </Stopped>
        )}
        {stage.is === 'locked' && (
          <Stopped title={said.unlock.title} why={said.unlock.why}>
            <UnlockForm onUnlocked={onAgain} onPutOff={onPutOff} />
          </Stopped>
        )}
        {stage.is === 'failed' && (
          <Stopped title={said.start.failed} why={said.start.failedWhy}>
            <ProblemAlert problem={stage.problem} on={{ retry: onAgain }} />
            <BeginAnew />
          </Stopped>
        )}
        {stage.is !== 'opening' && (
          <PractiseInstead title={words.practice.offer.startTitle} why={words.practice.offer.startWhy} />
        )}
      </main>
    </>
  );
}

function Opening({ isWaiting }: { readonly isWaiting: boolean }) {
  return (
    <SpaceBetween size="m">
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Spinner size="large" />
        <Box variant="h1">{isWaiting ? said.waiting.title : said.start.opening}</Box>
      </SpaceBetween>
      <LiveRegion>{isWaiting ? said.waiting.why : said.start.openingWhy}</LiveRegion>
    </SpaceBetween>
  );
}

type StoppedProps = { readonly title: string; readonly why: string; readonly children: ReactNode };

function Stopped({ title, why, children }: StoppedProps) {
  return (
    <SpaceBetween size="m">
      <Box variant="h1">{title}</Box>
      <Box variant="p">{why}</Box>
      {children}
    </SpaceBetween>
  );
}
