import { createWayOut } from '../way-out/way-out.ts';
import { succeeded, type Outcome } from '../../shared/outcome.ts';
import type { WayOutReport } from '../../shared/way-out.ts';
import { words } from '../../shared/words/en.ts';
import { EXIT } from './exit-codes.ts';
import { homeFolder } from './home.ts';
import type { Document, Plain } from './run-plain.ts';
import { linesOf } from './shown.ts';
import { proxyChoiceOf, readCaFile } from './take-way-out.ts';

const said = words.wayOut;

export type ConnectionFlags = { readonly keep?: boolean };

/** How calls leave this computer by what is kept; with `--keep`, by what was said with it, from now on. */
export async function connection(plain: Plain, { keep }: ConnectionFlags): Promise<Outcome<Document>> {
  const { env, globals } = plain;
  const own = createWayOut({ home: homeFolder(globals.home, { env }), env, askSystem: null });
  if (keep && globals.proxy !== undefined) {
    const set = await own.setProxy(proxyChoiceOf(globals.proxy));
    if (!set.ok) return set;
  }
  if (keep && globals.ca !== undefined) {
    const text = globals.ca === 'none' ? succeeded('') : await readCaFile(plain.pathFrom(globals.ca));
    const set = text.ok ? await own.setCertificates(text.value) : text;
    if (!set.ok) return set;
  }
  const report = await own.read();
  if (!report.ok) return report;
  return succeeded({
    text: globals.json
      ? `${JSON.stringify({ ok: true, result: report.value }, null, 2)}\n`
      : linesOf(textOf(report.value)),
    exitCode: EXIT.done,
  });
}

function textOf({ proxy, inUse, unusable, certificates }: WayOutReport): readonly string[] {
  return [
    said.kept(said.kinds[proxy.kind]),
    unusable === null ? said.inUse(inUse) : said.unusable(unusable),
    ...(inUse === null ? [] : [said.myAddress]),
    ...(certificates.length === 0 ? [said.noCertificates] : [said.certificates]),
    ...certificates.map(
      ({ subject, validTo }) =>
        `  ${said.certificate(subject, new Date(validTo).toISOString().slice(0, 10))}`,
    ),
  ];
}
