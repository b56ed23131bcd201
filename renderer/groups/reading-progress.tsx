import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReviewProgress } from '../../shared/security-group/groups-api.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { partInWords, percentOf } from './progress-in-words.ts';

const said = words.groups.reading;

type ReadingProgressProps = { readonly region: string; readonly progress: ReviewProgress | null };

/** How far the reading is, and the way to stop it. */
export function ReadingProgress({ region, progress }: ReadingProgressProps) {
  const act = useAct();
  return (
    <Container>
      <SpaceBetween size="s">
        <ProgressBar
          value={percentOf(progress)}
          label={said.title(region)}
          description={said.why}
          additionalInfo={partInWords(progress)}
        />
        <Box>
          <Button
            loading={act.isBusy}
            loadingText={said.cancelling}
            onClick={() => act.run(() => window.keyport.cancelReview())}
          >
            {said.cancel}
          </Button>
        </Box>
        {act.problem !== null && <ProblemAlert problem={act.problem} />}
      </SpaceBetween>
    </Container>
  );
}
