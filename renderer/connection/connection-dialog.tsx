import { useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { refusalOfProxy, type ProxyChoice, type WayOutReport } from '../../shared/way-out.ts';
import { words } from '../../shared/words/en.ts';
import { FormModal } from '../components/form-modal.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useAct } from '../use-act.ts';
import { useOutcome } from '../use-outcome.ts';
import { CompanyCertificates } from './company-certificates.tsx';

const said = words.wayOut;
const { choices } = said.dialog;

/** How calls leave this computer, and what may be done about it: the proxy, and whose certificates are trusted. */
export function ConnectionDialog({ onClose }: { readonly onClose: () => void }) {
  const reading = useOutcome({
    key: ['way-out'],
    read: () => window.keyport.readWayOut(),
    isReadOnEachVisit: true,
  });
  const [changed, setChanged] = useState<WayOutReport | null>(null);
  const [edited, setEdited] = useState<ProxyChoice | null>(null);
  const act = useAct();
  const report = changed ?? reading.value;
  const proxy = edited ?? report?.proxy ?? null;
  return (
    <FormModal
      title={said.dialog.title}
      size="large"
      submit={said.dialog.save}
      cancel={said.dialog.close}
      obstacle={edited === null || obstacleOf(edited) !== null ? '' : null}
      isBusy={act.isBusy}
      problem={act.problem}
      onSubmit={() => {
        if (edited === null) return;
        act.run(
          () => window.keyport.setProxy({ proxy: edited }),
          (set) => {
            setChanged(set);
            setEdited(null);
          },
        );
      }}
      onClose={onClose}
    >
      {reading.problem !== null && <ProblemAlert problem={reading.problem} on={{ retry: reading.again }} />}
      {report !== null && proxy !== null && (
        <SpaceBetween size="l">
          <StatusIndicator type={report.unusable === null ? 'info' : 'warning'}>
            {`${inUseIn(report)} ${said.dialog.from[report.proxy.kind]}`}
          </StatusIndicator>
          <ProxyPicker proxy={proxy} onChange={setEdited} />
          <CompanyCertificates certificates={report.certificates} onChanged={setChanged} />
        </SpaceBetween>
      )}
    </FormModal>
  );
}

type ProxyPickerProps = { readonly proxy: ProxyChoice; readonly onChange: (proxy: ProxyChoice) => void };

function ProxyPicker({ proxy, onChange }: ProxyPickerProps) {
  const refusal = proxy.kind === 'typed' && proxy.address !== '' ? refusalOfProxy(proxy.address) : null;
  return (
    <SpaceBetween size="m">
      <FormField label={said.dialog.proxy} description={said.dialog.noPassword} stretch>
        <RadioGroup
          value={proxy.kind}
          items={[
            { value: 'environment', label: choices.environment, description: choices.environmentWhy },
            { value: 'system', label: choices.system, description: choices.systemWhy },
            { value: 'typed', label: choices.typed },
            { value: 'none', label: choices.none, description: choices.noneWhy },
          ]}
          onChange={({ detail }) => onChange(choiceOf(detail.value))}
        />
      </FormField>
      {proxy.kind === 'typed' && (
        <FormField
          label={said.dialog.address}
          constraintText={said.myAddress}
          errorText={refusal === null ? undefined : said.proxyRefused[refusal]}
        >
          <Input
            value={proxy.address}
            placeholder={said.dialog.example}
            spellcheck={false}
            onChange={({ detail }) => onChange({ kind: 'typed', address: detail.value })}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}

function inUseIn({ inUse, unusable }: WayOutReport): string {
  return unusable === null ? said.inUse(inUse) : said.unusable(unusable);
}

function choiceOf(kind: string): ProxyChoice {
  if (kind === 'none' || kind === 'system') return { kind };
  return kind === 'typed' ? { kind, address: '' } : { kind: 'environment' };
}

/** Why this cannot be used; null where it can. */
function obstacleOf(proxy: ProxyChoice): string | null {
  return proxy.kind === 'typed' ? refusalOfProxy(proxy.address) : null;
}
