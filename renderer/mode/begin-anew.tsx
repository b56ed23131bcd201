import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { words } from '../../shared/words/en.ts';
import { useMode } from './mode-context.ts';
import { ResetDialog } from './reset-dialog.tsx';

/** The way on where practice itself cannot be opened; nothing while one does not practise. */
export function BeginAnew() {
  const { mode } = useMode();
  const [isAsking, setIsAsking] = useState(false);
  if (mode === 'real') return null;
  return (
    <div className="practise-instead">
      <SpaceBetween size="xs">
        <div>{words.practice.reset.stuck}</div>
        <Button onClick={() => setIsAsking(true)}>{words.practice.reset.open}</Button>
      </SpaceBetween>
      {isAsking && <ResetDialog counts={null} onClose={() => setIsAsking(false)} />}
    </div>
  );
}
