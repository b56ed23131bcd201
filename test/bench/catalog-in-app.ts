import { accountsOf } from '../../electron/aws/accounts.ts';
import { createConnections } from '../../electron/aws/connections.ts';
import { readCatalogImages } from '../../electron/aws/images.ts';
import { readInstanceTypes } from '../../electron/aws/instance-types.ts';
import { readTakenNames } from '../../electron/aws/names.ts';
import { readNetwork } from '../../electron/aws/network.ts';
import { createSizeCatalogs } from '../../electron/size-catalogs.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { sizeCards } from '../../shared/size-cards.ts';
import { imageAnswer } from '../../shared/pre-answer.ts';

// What the window reads: catalog-in-app.ts first|table|kept HOME, with the endpoint in AWS_ENDPOINT_URL. Prints how much there was.
const [, , what = '', home = ''] = process.argv;
const choice = { sourceId: 'environment', region: 'us-east-1' };
const connected = valueOf(await createConnections(accountsOf(process.env)).connect(choice));
const { clients } = connected;

/** Until each question on the way to the launch has an answer. */
async function first(): Promise<number> {
  const names = readTakenNames(clients);
  const images = valueOf(await readCatalogImages(clients));
  const image = imageAnswer(images[0]);
  const architecture = image?.architecture ?? 'x86_64';
  const [free, cards] = await Promise.all([
    readInstanceTypes(clients, { architecture, which: 'free-tier' }),
    readInstanceTypes(clients, { architecture, which: 'cards' }),
  ]);
  const shown = sizeCards([...valueOf(free), ...valueOf(cards)], image, null);
  const { zones } = valueOf(await readNetwork(clients, shown[0]?.type.name ?? ''));
  valueOf(await names);
  return images.length + shown.length + zones.length;
}

async function sizes(from: 'disk' | 'aws'): Promise<number> {
  const ask = { architecture: 'x86_64', generation: 'current', from } as const;
  return valueOf(await createSizeCatalogs(home).sizes(connected, ask))?.types.length ?? 0;
}

const found = what === 'first' ? await first() : await sizes(what === 'kept' ? 'disk' : 'aws');
if (found === 0) throw new Error(`nothing was read: ${what}`);
console.log(found);
process.exit();

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.problem.title} ${outcome.problem.raw ?? ''}`);
  return outcome.value;
}
