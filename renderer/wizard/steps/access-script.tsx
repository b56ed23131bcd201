import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import Tiles from '@cloudscape-design/components/tiles';
import type { StartScript } from '../../../shared/launch-plan.ts';
import type { Platform } from '../../../shared/platform.ts';
import { MOST_SCRIPT_BYTES, portsOfPage, scriptBytes, startScriptOf } from '../../../shared/start-script.ts';
import { words } from '../../../shared/words/en.ts';
import { findingAt } from '../step-findings.ts';
import type { StepProps } from '../step-props.ts';
import { WordForWord } from '../../components/word-for-word.tsx';

const said = words.startScript;

/** What each machine does by itself at first: nothing, a page behind the open door, or what the person has written. */
export function StartScriptChoice(props: StepProps) {
  const { script, image } = props.state.draft;
  if (script === null) return null;
  return (
    <Container header={<Header variant="h2">{said.title}</Header>}>
      <SpaceBetween size="l">
        <Kinds {...props} script={script} />
        {script.kind === 'first-page' && <FirstPage {...props} script={script} />}
        {script.kind === 'own' && (
          <OwnScript {...props} text={script.text} platform={image?.platform ?? 'linux'} />
        )}
      </SpaceBetween>
    </Container>
  );
}

type ScriptProps = StepProps & { readonly script: StartScript };

function Kinds({ script, change }: ScriptProps) {
  const choose = (kind: string) => {
    if (kind === script.kind) return;
    change({ script: kind === 'own' ? { kind, text: '' } : { kind: kind === 'first-page' ? kind : 'none' } });
  };
  return (
    <FormField label={said.kind} description={said.why} stretch>
      <Tiles
        value={script.kind}
        columns={3}
        items={(['first-page', 'none', 'own'] as const).map((value) => ({ value, ...KINDS[value] }))}
        onChange={({ detail }) => choose(detail.value)}
      />
    </FormField>
  );
}

const KINDS = {
  'first-page': { label: said.firstPage, description: said.firstPageWhy },
  none: { label: said.none, description: said.noneWhy },
  own: { label: said.own, description: said.ownWhy },
} as const;

/** Where to look for the page afterwards, and every word of what puts it there. */
function FirstPage({ state }: ScriptProps) {
  const { script, access, image, name } = state.draft;
  if (script === null || access === null || image === null) return null;
  const text = startScriptOf({ script, access, image, name: name ?? '' }) ?? '';
  const port = portsOfPage(access).includes(80) ? 80 : 443;
  return (
    <SpaceBetween size="s">
      <Box variant="p">{said.pageAt[port]}</Box>
      <ExpandableSection headerText={said.show}>
        <WordForWord text={text} />
      </ExpandableSection>
    </SpaceBetween>
  );
}

type OwnProps = StepProps & { readonly text: string; readonly platform: Platform };

function OwnScript({ text, platform, findings, change }: OwnProps) {
  const bytes = scriptBytes(text);
  const finding = findingAt(['script-refused'], findings);
  const isTooLong = bytes > MOST_SCRIPT_BYTES;
  return (
    <FormField
      label={said.text}
      description={`${said.textWhy[platform]} ${said.neverSecret}`}
      constraintText={said.used(bytes.toLocaleString('en-US'), MOST_SCRIPT_BYTES.toLocaleString('en-US'))}
      errorText={isTooLong ? finding?.sentence : undefined}
      stretch
    >
      <Textarea
        value={text}
        rows={10}
        spellcheck={false}
        disableBrowserAutocorrect
        onChange={({ detail }) => change({ script: { kind: 'own', text: detail.value } })}
      />
    </FormField>
  );
}
