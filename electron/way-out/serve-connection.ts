import type { FileDialogs } from '../custody/vault-services.ts';
import { readAtMost } from '../journal/read-at-most.ts';
import type { ConnectionApi } from '../../shared/connection-api.ts';
import { makeProblem } from '../../shared/make-problem.ts';
import { failed, succeeded } from '../../shared/outcome.ts';
import { LONGEST_CA_FILE } from '../../shared/way-out.ts';
import { words } from '../../shared/words/en.ts';
import type { OwnWayOut } from './way-out.ts';

/** The way out as the screen may see and set it: which file the certificates are in is asked here. */
export function serveConnection(own: OwnWayOut, files: FileDialogs): ConnectionApi {
  return {
    readWayOut: own.read,
    setProxy: ({ proxy }) => own.setProxy(proxy),
    addCertificates: async () => {
      const file = await files.open({ ...words.wayOut.dialog.openDialog, folder: 'documents' });
      if (file === null) return succeeded(null);
      const bytes = await readAtMost(file, LONGEST_CA_FILE).catch(() => null);
      if (bytes === null) {
        return failed(makeProblem('ca-unusable', { explanation: words.wayOut.caRefused.unreadable }));
      }
      return own.addCertificates(bytes.toString());
    },
    removeCertificate: ({ fingerprint }) => own.removeCertificate(fingerprint),
  };
}
