import { useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import LiveRegion from '@cloudscape-design/components/live-region';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import RadioGroup from '@cloudscape-design/components/radio-group';
import type { ConnectedAccount } from '../../shared/account.ts';
import {
  REPORT_FORMATS,
  type ReportFormat,
  type SavedReport,
} from '../../shared/security-group/groups-api.ts';
import { words } from '../../shared/words/en.ts';
import { DoneModal } from '../components/done-modal.tsx';
import { FormModal } from '../components/form-modal.tsx';
import { useAct } from '../use-act.ts';
import { partInWords, percentOf } from './progress-in-words.ts';
import { useReviewProgress } from './use-review.ts';

const said = words.groups.report;

const SCOPES = ['region', 'all-regions'] as const;

type ReportDialogProps = { readonly account: ConnectedAccount; readonly onClose: () => void };

/** Which part of the account, in which form; then where it was saved, and how much is in it. */
export function ReportDialog({ account, onClose }: ReportDialogProps) {
  const { sourceId, region } = account;
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('region');
  const [format, setFormat] = useState<ReportFormat>('html');
  const [saved, setSaved] = useState<SavedReport | null>(null);
  const act = useAct();
  if (saved !== null) return <Saved report={saved} onClose={onClose} />;
  const close = () => {
    if (act.isBusy) window.keyport.cancelReview().catch(() => undefined);
    onClose();
  };
  const save = () => act.run(() => window.keyport.saveReport({ sourceId, region, scope, format }), setSaved);
  return (
    <FormModal
      title={said.title}
      submit={said.save}
      cancel={said.cancel}
      isBusy={act.isBusy}
      problem={act.problem}
      onSubmit={save}
      onClose={close}
    >
      <div>{said.why}</div>
      <FormField label={said.scope}>
        <RadioGroup
          value={scope}
          items={SCOPES.map((value) => ({
            value,
            label: value === 'region' ? said.scopes.region(region) : said.scopes[value],
            description: said.scopeWhy[value],
            disabled: act.isBusy,
          }))}
          onChange={({ detail }) => setScope(SCOPES.find((value) => value === detail.value) ?? 'region')}
        />
      </FormField>
      <FormField label={said.format}>
        <RadioGroup
          value={format}
          items={REPORT_FORMATS.map((value) => ({
            value,
            label: said.formats[value],
            disabled: act.isBusy,
          }))}
          onChange={({ detail }) =>
            setFormat(REPORT_FORMATS.find((value) => value === detail.value) ?? 'html')
          }
        />
      </FormField>
      {act.isBusy && <SavingProgress />}
    </FormModal>
  );
}

function SavingProgress() {
  const progress = useReviewProgress(true, null);
  const region =
    progress === null || progress.regionsTotal <= 1
      ? {}
      : {
          description: `${words.groups.reading.regionNow(progress.region)}. ${words.groups.reading.regions(
            Math.min(progress.regionsDone + 1, progress.regionsTotal),
            progress.regionsTotal,
          )}.`,
        };
  return (
    <ProgressBar
      value={percentOf(progress)}
      label={said.working}
      additionalInfo={partInWords(progress)}
      {...region}
    />
  );
}

function Saved({ report, onClose }: { readonly report: SavedReport; readonly onClose: () => void }) {
  return (
    <DoneModal title={said.savedTitle} onClose={onClose}>
      <LiveRegion>{said.saved(report.groups, report.findings)}</LiveRegion>
      <div>
        {said.where} <code>{report.path}</code>
      </div>
      {report.unreadRegions.length > 0 && <div>{said.unread(report.unreadRegions.join(', '))}</div>}
    </DoneModal>
  );
}
