import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { AccountKeyPair } from '../../shared/keys/account-keys.ts';
import type { KeyRow } from '../../shared/keys/key-row.ts';
import { words } from '../../shared/words/en.ts';
import { day } from '../components/moment.ts';
import type { KeysAccount } from './keys-account.ts';
import type { KeysDialog } from './keys-dialog.ts';

const said = words.keys.details.publicKey;

type KeyPairsProps = {
  readonly row: KeyRow;
  readonly account: KeysAccount['state'];
  readonly onAsk: (dialog: KeysDialog) => void;
};

/** The key pairs in AWS that are this key: one a region at most, each removed by itself. */
export function KeyPairs({ row, account, onAsk }: KeyPairsProps) {
  const remove = (pair: AccountKeyPair) => onAsk({ is: 'remove-pair', row, pair });
  return (
    <Table
      variant="embedded"
      header={
        <Header variant="h3" counter={`(${row.pairs.length})`}>
          {said.pairs}
        </Header>
      }
      items={row.pairs}
      trackBy={({ region, keyPairId }) => `${region} ${keyPairId}`}
      wrapLines
      empty={account === 'read' ? said.noPairs : said.pairsNotRead}
      ariaLabels={{ tableLabel: said.pairs }}
      columnDefinitions={columnsWith(remove)}
    />
  );
}

function columnsWith(
  remove: (pair: AccountKeyPair) => void,
): readonly TableProps.ColumnDefinition<AccountKeyPair>[] {
  return [
    {
      id: 'region',
      header: said.columns.region,
      isRowHeader: true,
      minWidth: 120,
      cell: ({ region }) => region,
    },
    {
      id: 'name',
      header: said.columns.name,
      minWidth: 190,
      cell: ({ name, keyPairId }) => (
        <>
          <div className="breakable">{name}</div>
          <code>{keyPairId}</code>
        </>
      ),
    },
    {
      id: 'created',
      header: said.columns.created,
      cell: ({ createdAt }) => (createdAt === null ? words.keys.table.none : day(createdAt)),
    },
    {
      id: 'act',
      header: said.columns.act,
      cell: (pair) => (
        <Button
          variant="inline-link"
          ariaLabel={said.removeFor(pair.name, pair.region)}
          onClick={() => remove(pair)}
        >
          {said.remove}
        </Button>
      ),
    },
  ];
}
