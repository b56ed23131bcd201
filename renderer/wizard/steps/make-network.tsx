import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import type { AccountChoice } from '../../../shared/account.ts';
import { words } from '../../../shared/words/en.ts';
import { FormModal } from '../../components/form-modal.tsx';
import { useAct } from '../../use-act.ts';

const said = words.network.make;

type MakeNetworkProps = {
  readonly where: AccountChoice;
  /** The zone that lacks its default subnet; null for the whole network. */
  readonly zoneName: string | null;
  readonly onMade: () => void;
};

/** Offers to have AWS make what every new account has. Says what that is, what it costs and how to be rid of it, and asks. */
export function MakeNetwork({ where, zoneName, onMade }: MakeNetworkProps) {
  const [isAsking, ask] = useState(false);
  const { isBusy, problem, run, forget } = useAct();
  const make = () =>
    run(
      () => window.keyport.createDefaultNetwork({ ...where, zoneName }),
      () => {
        ask(false);
        onMade();
      },
    );
  const close = () => {
    forget();
    ask(false);
  };
  return (
    <>
      <Button variant={zoneName === null ? 'primary' : 'normal'} onClick={() => ask(true)}>
        {zoneName === null ? said.network.button : said.subnet.button(zoneName)}
      </Button>
      {isAsking && (
        <FormModal
          title={zoneName === null ? said.network.title : said.subnet.title(zoneName)}
          submit={zoneName === null ? said.network.submit : said.subnet.submit}
          cancel={said.cancel}
          isBusy={isBusy}
          waitingFor={said.waiting}
          problem={problem}
          onSubmit={make}
          onClose={close}
        >
          <Box>{zoneName === null ? said.network.what(where.region) : said.subnet.what(zoneName)}</Box>
          <ul>
            {(zoneName === null ? said.network : said.subnet).parts.map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
          <Box>{said.cost}</Box>
          <Box>{said.remove}</Box>
        </FormModal>
      )}
    </>
  );
}
