import type { ReactNode } from 'react';
import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import type { ConnectedAccount } from '../../shared/account.ts';
import { words } from '../../shared/words/en.ts';
import { Logo } from './logo.tsx';
import { ScreenNav, type ScreenNavProps } from './screen-nav.tsx';
import './identity-bar.css';

const said = words.app.identity;

type IdentityBarProps = {
  /** What stands above all; null where there is nothing. */
  readonly above: ReactNode;
  /** Another colour for what is not real. */
  readonly isPractice: boolean;
  readonly screens: ScreenNavProps;
  readonly account: ConnectedAccount | null;
  readonly isStandIn: boolean;
  readonly onAbout: () => void;
};

/** Who one is in AWS and where: on every screen, so that nobody launches into the wrong account. */
export function IdentityBar(props: IdentityBarProps) {
  const { account, isStandIn, isPractice } = props;
  const kind = isPractice ? 'identity-bar identity-bar-practice' : 'identity-bar';
  return (
    <header id="identity-bar" className="identity-bar-frame" tabIndex={-1}>
      {props.above}
      <div className={`${kind} awsui-context-top-navigation`}>
        <div className="identity-bar-brand">
          <Logo />
          <span>{words.app.title}</span>
        </div>
        <ScreenNav {...props.screens} />
        <section className="identity-bar-facts" aria-label={said.bar}>
          {account === null ? (
            <span className="identity-bar-nobody">{said.nobody}</span>
          ) : (
            <AccountFacts account={account} />
          )}
        </section>
        <div className="identity-bar-end">
          {isStandIn && <Badge color="severity-medium">{words.app.about.standIn}</Badge>}
          <Button variant="link" ariaLabel={words.app.about.open} onClick={props.onAbout}>
            {words.app.about.button}
          </Button>
        </div>
      </div>
    </header>
  );
}

function AccountFacts({ account }: { readonly account: ConnectedAccount }) {
  return (
    <dl>
      <Fact label={said.account}>{account.accountId}</Fact>
      <Fact label={said.arn}>{account.arn}</Fact>
      <Fact label={said.region}>{account.region}</Fact>
      {account.endpoint !== null && <Fact label={said.endpoint}>{account.endpoint}</Fact>}
    </dl>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
