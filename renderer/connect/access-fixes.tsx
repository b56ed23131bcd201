import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AccessFix } from '../../shared/connect/access-test.ts';
import { words } from '../../shared/words/en.ts';

const said = words.connectTest.fixes;

/** What each fix does when it is clicked. */
export type FixHandlers = {
  readonly [Kind in AccessFix['kind']]: (fix: Extract<AccessFix, { readonly kind: Kind }>) => void;
};

type AccessFixesProps = {
  readonly fixes: readonly AccessFix[];
  readonly on: FixHandlers;
  readonly isBusy: boolean;
};

/** A button for each, the first one inviting. */
export function AccessFixes({ fixes, on, isBusy }: AccessFixesProps) {
  if (fixes.length === 0) return null;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {fixes.map((fix, at) => (
        <Button
          key={fix.kind}
          variant={at === 0 ? 'primary' : 'normal'}
          disabled={isBusy}
          onClick={() => click(fix, on)}
        >
          {labelOf(fix)}
        </Button>
      ))}
    </SpaceBetween>
  );
}

function labelOf(fix: AccessFix): string {
  if (fix.kind === 'fix-access') return said['fix-access'](fix.now);
  return fix.kind === 'other-user' ? said['other-user'](fix.loginUser) : said[fix.kind];
}

function click(fix: AccessFix, on: FixHandlers): void {
  switch (fix.kind) {
    case 'fix-access':
      return on['fix-access'](fix);
    case 'other-user':
      return on['other-user'](fix);
    case 'start':
      return on.start(fix);
    case 'wait':
      return on.wait(fix);
    case 'launch-again':
      return on['launch-again'](fix);
    case 'open-groups':
      return on['open-groups'](fix);
    case 'host-keys':
      return on['host-keys'](fix);
    case 'lost-key':
      return on['lost-key'](fix);
    case 'other-ways':
      return on['other-ways'](fix);
  }
}
