import { STRAIGHT_OUT, type WayOut } from '../aws/way-out.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import {
  fullProxyAddress,
  refusalOfGivenProxy,
  refusalOfProxy,
  type ProxyChoice,
  type ProxyRefusal,
} from '../../shared/way-out.ts';
import { words } from '../../shared/words/en.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the operating system says, as a list for Chromium (`PROXY host:port; DIRECT`); null where nobody can be asked. */
export type AskSystem = (() => Promise<string>) | null;

/** The way out by this choice. Where the system cannot be asked, the environment says it. */
export async function wayOutOf(
  choice: ProxyChoice,
  certificates: readonly string[],
  { env, askSystem }: { readonly env: Environment; readonly askSystem: AskSystem },
): Promise<Outcome<WayOut>> {
  const noProxy = env['no_proxy'] || env['NO_PROXY'] || '';
  const by = (address: string | null): Outcome<WayOut> =>
    succeeded(
      address === null && certificates.length === 0
        ? STRAIGHT_OUT
        : { proxy: address === null ? null : fullProxyAddress(address), noProxy, certificates },
    );
  if (choice.kind === 'none') return by(null);
  if (choice.kind === 'typed') {
    const refusal = refusalOfProxy(choice.address);
    return refusal === null ? by(choice.address) : failed(unusable(refusal));
  }
  if (choice.kind === 'system' && askSystem !== null) {
    const list = await askSystem().catch(() => '');
    return /^\s*SOCKS/i.test(list) ? failed(unusable('other-scheme')) : by(firstProxyIn(list));
  }
  const said = env['https_proxy'] || env['HTTPS_PROXY'] || null;
  const refusal = said === null ? null : refusalOfGivenProxy(said);
  return refusal === null ? by(said) : failed(unusable(refusal));
}

/** The first of the list: the others are for when it does not answer. SOCKS is not spoken here. */
export function firstProxyIn(list: string): string | null {
  const first = list.split(';').map((entry) => entry.trim().split(/\s+/))[0];
  const [kind = '', address = ''] = first ?? [];
  if (address === '') return null;
  if (kind === 'PROXY') return `http://${address}`;
  return kind === 'HTTPS' ? `https://${address}` : null;
}

function unusable(refusal: ProxyRefusal) {
  return makeProblem('proxy-unusable', {
    explanation: words.wayOut.proxyRefused[refusal],
    actions: ['set-way-out'],
  });
}
