import { takeWayOut, wayOutNow, type WayOut } from '../aws/way-out.ts';
import { failed, succeeded, type Outcome } from '../../shared/outcome.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import {
  shownProxy,
  type CaCertificate,
  type ProxyChoice,
  type WayOutReport,
  type WayOutSettings,
} from '../../shared/way-out.ts';
import { keepWayOut, readWayOut } from './kept-way-out.ts';
import { keptCertificates, readCertificates } from './read-certificates.ts';
import { wayOutOf, type AskSystem, type Environment } from './way-out-of.ts';

/** How calls leave this computer: read, and set by a person. What is set holds from the next call on. */
export type OwnWayOut = {
  readonly read: () => Promise<Outcome<WayOutReport>>;
  readonly setProxy: (proxy: ProxyChoice) => Promise<Outcome<WayOutReport>>;
  /** Beside the built-in authorities, and in the place of those that were added before. Empty: none. */
  readonly setCertificates: (text: string) => Promise<Outcome<WayOutReport>>;
  /** Those that were added before stay. */
  readonly addCertificates: (text: string) => Promise<Outcome<WayOutReport>>;
  readonly removeCertificate: (fingerprint: string) => Promise<Outcome<WayOutReport>>;
};

type WayOutDeps = { readonly home: string; readonly env: Environment; readonly askSystem: AskSystem };

/** Takes what is set in this home at once; where the system has to be asked, as soon as it has answered. */
export function createWayOut(deps: WayOutDeps): OwnWayOut {
  const { home } = deps;
  let unusable: string | null = null;
  const take = async (settings: WayOutSettings): Promise<Outcome<WayOutReport>> => {
    const { texts, certificates } = keptCertificates(settings.caText);
    const meant = await wayOutOf(settings.proxy, texts, deps);
    // The certificates hold without the proxy, too.
    const wayOut = meant.ok ? meant : await wayOutOf({ kind: 'none' }, texts, deps);
    if (!wayOut.ok) return wayOut;
    takeWayOut(wayOut.value);
    unusable = meant.ok ? null : meant.problem.explanation;
    return succeeded(report(settings.proxy, { proxy: wayOut.value.proxy, unusable }, certificates));
  };
  const taking = take(readWayOut(home));
  const change = async (settings: WayOutSettings): Promise<Outcome<WayOutReport>> => {
    await taking;
    // What is typed can be typed otherwise; what is named elsewhere is told in the report.
    if (settings.proxy.kind === 'typed') {
      const usable = await wayOutOf(settings.proxy, [], deps);
      if (!usable.ok) return usable;
    }
    const taken = await take(settings);
    if (!taken.ok) return taken;
    try {
      await keepWayOut(home, settings);
    } catch (error) {
      const raw = error instanceof Error ? error.message : '';
      return failed(makeProblem('disk-failed', { raw, retryable: true, actions: ['retry'] }));
    }
    return taken;
  };
  return {
    read: async () => {
      await taking;
      const settings = readWayOut(home);
      const { proxy } = wayOutNow();
      const { certificates } = keptCertificates(settings.caText);
      return succeeded(report(settings.proxy, { proxy, unusable }, certificates));
    },
    setProxy: (proxy) => change({ ...readWayOut(home), proxy }),
    setCertificates: async (text) => {
      if (text === '') return change({ ...readWayOut(home), caText: '' });
      const read = readCertificates(text, Date.now());
      return read.ok ? change({ ...readWayOut(home), caText: read.value.texts.join('') }) : read;
    },
    addCertificates: async (text) => {
      const read = readCertificates(text, Date.now());
      if (!read.ok) return read;
      const settings = readWayOut(home);
      const all = [...keptCertificates(settings.caText).texts, ...read.value.texts];
      const caText = [...new Set(all)].join('');
      const whole = readCertificates(caText, Date.now());
      if (!whole.ok) return whole;
      return change({ ...settings, caText });
    },
    removeCertificate: (fingerprint) => {
      const settings = readWayOut(home);
      const { texts, certificates } = keptCertificates(settings.caText);
      const left = texts.filter((_text, at) => certificates[at]?.fingerprint !== fingerprint);
      return change({ ...settings, caText: left.join('') });
    },
  };
}

function report(
  choice: ProxyChoice,
  { proxy, unusable }: Pick<WayOut, 'proxy'> & Pick<WayOutReport, 'unusable'>,
  certificates: readonly CaCertificate[],
): WayOutReport {
  return { proxy: choice, inUse: proxy === null ? null : shownProxy(proxy), unusable, certificates };
}
