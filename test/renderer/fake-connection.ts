import type { ConnectionApi } from '../../shared/connection-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { shownProxy, type WayOutReport } from '../../shared/way-out.ts';
import { words } from '../../shared/words/en.ts';
import type { Answer } from './fake-keys.ts';

/** A computer whose environment names a proxy. The first file that is chosen is a server's certificate, the next ones a company's. */
export function createFakeConnection(scenario: string, answer: Answer): ConnectionApi {
  const isUnusable = scenario === 'proxy-socks';
  let report: WayOutReport = {
    proxy: { kind: 'environment' },
    inUse: isUnusable ? null : 'http://proxy.example.com:3128',
    unusable: isUnusable ? words.wayOut.proxyRefused['other-scheme'] : null,
    certificates: [],
  };
  let chosen = 0;
  const now = (change: Partial<WayOutReport>) => {
    report = { ...report, ...change };
    return succeeded(report);
  };
  return {
    readWayOut: () => answer('readWayOut', null, () => succeeded(report)),
    setProxy: (input) =>
      answer('setProxy', input, () => {
        const { proxy } = input;
        const inUse = proxy.kind === 'typed' ? shownProxy(proxy.address) : null;
        return now({
          proxy,
          unusable: null,
          inUse: proxy.kind === 'environment' ? 'http://proxy.example.com:3128' : inUse,
        });
      }),
    addCertificates: () =>
      answer('addCertificates', null, () => {
        chosen += 1;
        const explanation = words.wayOut.caRefused.noAuthority('intranet.example.com');
        if (chosen === 1) return failed(makeProblem('ca-unusable', { explanation }));
        const certificate = {
          subject: 'Example Company Root CA',
          issuer: 'Example Company Root CA',
          validTo: Date.parse('2031-04-30T12:00:00Z'),
          fingerprint: Array.from({ length: 32 }, () => 'A0').join(':'),
        };
        return now({ certificates: [certificate] });
      }),
    removeCertificate: (input) =>
      answer('removeCertificate', input, () =>
        now({ certificates: report.certificates.filter((each) => each.fingerprint !== input.fingerprint) }),
      ),
  };
}
