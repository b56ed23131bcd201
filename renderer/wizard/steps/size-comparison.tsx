import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AccountChoice } from '../../../shared/account.ts';
import type { InstanceType } from '../../../shared/facts.ts';
import type { PriceList } from '../../../shared/price.ts';
import { words } from '../../../shared/words/en.ts';
import { useZonesSelling } from '../use-zones-selling.ts';
import { SIZE_FACTS, sizeInWords } from './size-in-words.ts';
import './size-comparison.css';

const said = words.wizard.size;

type SizeComparisonProps = {
  /** At most four. */
  readonly types: readonly InstanceType[];
  readonly prices: PriceList | null;
  readonly where: AccountChoice | null;
  readonly chosen: string | null;
  readonly onChoose: (type: InstanceType) => void;
  readonly onChange: (names: readonly string[]) => void;
};

/** Sizes side by side: what is not the same for all of them stands out. */
export function SizeComparison(props: SizeComparisonProps) {
  const { types, prices, where, chosen, onChange } = props;
  const names = types.map(({ name }) => name);
  const zonesOf = useZonesSelling(where, names);
  const columns = types.map((type) => ({ name: type.name, facts: sizeInWords(type, prices, zonesOf) }));
  const highlight = (name: string) => (name === chosen ? 'size-comparison-chosen' : undefined);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={said.compare.why}
          actions={<Button onClick={() => onChange([])}>{said.compare.clear}</Button>}
        >
          {said.compare.title(types.length)}
        </Header>
      }
    >
      <table className="size-comparison">
        <thead>
          <tr>
            <th scope="col">{said.columns.name}</th>
            {types.map((type) => (
              <th key={type.name} scope="col" className={highlight(type.name)}>
                <Head {...props} type={type} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SIZE_FACTS.map((fact) => {
            const differs = new Set(columns.map(({ facts }) => facts[fact])).size > 1;
            return (
              <tr key={fact} className={differs ? 'size-comparison-differs' : undefined}>
                <th scope="row">{said.columns[fact]}</th>
                {columns.map(({ name, facts }) => (
                  <td key={name} className={highlight(name)}>
                    {facts[fact]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Container>
  );
}

function Head({
  type,
  types,
  chosen,
  onChoose,
  onChange,
}: SizeComparisonProps & { readonly type: InstanceType }) {
  const { name } = type;
  const others = types.filter((each) => each !== type).map((each) => each.name);
  return (
    <SpaceBetween size="xxs">
      <SpaceBetween direction="horizontal" size="xxs" alignItems="center">
        <span>{name}</span>
        <Button
          variant="inline-icon"
          iconName="close"
          ariaLabel={said.compare.remove(name)}
          onClick={() => onChange(others)}
        />
      </SpaceBetween>
      {name === chosen ? (
        <StatusIndicator type="success">{said.compare.isChosen}</StatusIndicator>
      ) : (
        <Button ariaLabel={said.compare.choose(name)} onClick={() => onChoose(type)}>
          {said.compare.chooseIt}
        </Button>
      )}
    </SpaceBetween>
  );
}
