import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CaCertificate, WayOutReport } from '../../shared/way-out.ts';
import { words } from '../../shared/words/en.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';

const said = words.wayOut;

type CompanyCertificatesProps = {
  readonly certificates: readonly CaCertificate[];
  readonly onChanged: (report: WayOutReport) => void;
};

/** Whose certificates are trusted beside the built-in ones. Main asks for the file: no path comes from here. */
export function CompanyCertificates({ certificates, onChanged }: CompanyCertificatesProps) {
  const act = useAct();
  const add = () =>
    act.run(
      () => window.keyport.addCertificates(),
      (report) => {
        if (report !== null) onChanged(report);
      },
    );
  return (
    <FormField label={said.dialog.certificates} description={said.dialog.certificatesWhy} stretch>
      <SpaceBetween size="s">
        {certificates.length === 0 && <Box variant="p">{said.noCertificates}</Box>}
        {certificates.map(({ subject, validTo, fingerprint }) => (
          <SpaceBetween key={fingerprint} direction="horizontal" size="s" alignItems="center">
            <span>{said.certificate(subject, new Date(validTo).toISOString().slice(0, 10))}</span>
            <Button
              formAction="none"
              ariaLabel={said.dialog.removeNamed(subject)}
              disabled={act.isBusy}
              onClick={() => act.run(() => window.keyport.removeCertificate({ fingerprint }), onChanged)}
            >
              {said.dialog.remove}
            </Button>
          </SpaceBetween>
        ))}
        <Button formAction="none" loading={act.isBusy} onClick={add}>
          {said.dialog.add}
        </Button>
        {act.problem !== null && <ProblemAlert problem={act.problem} />}
      </SpaceBetween>
    </FormField>
  );
}
