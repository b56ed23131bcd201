import { useState } from 'react';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { canonicalCidr } from '../../../shared/security-group/cidr.ts';
import { webSpanOf, type FixChoices, type PortChoice } from '../../../shared/security-group/fix-choices.ts';
import type { PortSpan } from '../../../shared/security-group/group-finding.ts';
import { spanInWords } from '../../../shared/security-group/ports-in-words.ts';
import type { GroupRow, ReviewedGroup } from '../../../shared/security-group/reviewed-group.ts';
import { words } from '../../../shared/words/en.ts';
import type { FixStart } from './use-fix.ts';

const said = words.groupFixing.choices;

type FormProps = {
  readonly start: FixStart;
  readonly choices: FixChoices;
  readonly reviewed: ReviewedGroup;
  readonly rows: readonly GroupRow[];
  readonly onChoose: (edit: Partial<FixChoices>) => void;
};

/** Who stays let in. Where nothing is closed there is nothing to choose but which group is meant. */
export function FixChoicesForm(props: FormProps) {
  const { choices } = props;
  return (
    <SpaceBetween size="m">
      {choices.ports.length > 0 && (
        <SpaceBetween size="m">
          <Ports {...props} />
          <Mine {...props} />
          <Inside {...props} />
          <Others {...props} />
          <Groups {...props} />
        </SpaceBetween>
      )}
      <Target {...props} />
    </SpaceBetween>
  );
}

function Ports({ choices: { ports }, onChoose }: FormProps) {
  const keep = (place: number, choice: PortChoice) =>
    onChoose({ ports: ports.map((one, at) => (at === place ? choice : one)) });
  return (
    <FormField label={said.ports} stretch>
      <SpaceBetween size="xs">
        {ports.map((choice, place) => (
          <Port key={spanInWords(choice.span)} choice={choice} onKeep={(to) => keep(place, to)} />
        ))}
      </SpaceBetween>
    </FormField>
  );
}

type PortProps = { readonly choice: PortChoice; readonly onKeep: (choice: PortChoice) => void };

function Port({ choice: { span, keep }, onKeep }: PortProps) {
  const options = choicesFor(span).map((choice) => ({
    value: choice.keep,
    label: said.keep[choice.keep],
    choice,
  }));
  return (
    <FormField label={asTitle(spanInWords(span))}>
      <Select
        ariaLabel={said.port(spanInWords(span))}
        options={options}
        selectedOption={options.find(({ value }) => value === keep) ?? null}
        onChange={({ detail }) => {
          const chosen = options.find(({ value }) => value === detail.selectedOption.value);
          if (chosen !== undefined) onKeep(chosen.choice);
        }}
      />
    </FormField>
  );
}

function asTitle(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function choicesFor(span: PortSpan): readonly PortChoice[] {
  const web = webSpanOf(span);
  const some = (['chosen', 'inside', 'nobody'] as const).map((keep) => ({ span, keep }));
  return web === null ? some : [{ span: web, keep: 'everyone' }, ...some];
}

/** Only those that come in by the rules in question: nobody is let in anew here. */
function Mine({ start, choices, onChoose }: FormProps) {
  const { useMyIpv4: ipv4, useMyIpv6: ipv6 } = start.choices;
  const { my } = start;
  const isUnknown = my.ipv4 === null && my.ipv6 === null;
  if (!isUnknown && ipv4 === null && ipv6 === null) return null;
  return (
    <FormField label={said.mine} description={said.mineWhy}>
      {isUnknown && said.noAddress}
      {ipv4 !== null && (
        <Checkbox
          checked={choices.useMyIpv4 !== null}
          onChange={({ detail }) => onChoose({ useMyIpv4: detail.checked ? ipv4 : null })}
        >
          {said.myAddress(ipv4)}
        </Checkbox>
      )}
      {ipv6 !== null && (
        <Checkbox
          checked={choices.useMyIpv6 !== null}
          onChange={({ detail }) => onChoose({ useMyIpv6: detail.checked ? ipv6 : null })}
        >
          {said.myAddress(ipv6)}
        </Checkbox>
      )}
    </FormField>
  );
}

function Inside({ start: { vpcCidrs, peeredCidrs }, choices, onChoose }: FormProps) {
  if (vpcCidrs.length + peeredCidrs.length === 0) return null;
  const { keepVpcRanges, keepPeeredRanges } = choices;
  return (
    <FormField label={said.inside} description={said.insideWhy}>
      {vpcCidrs.map((cidr) => (
        <Checkbox
          key={cidr}
          checked={keepVpcRanges.includes(cidr)}
          onChange={({ detail }) =>
            onChoose({ keepVpcRanges: toggled(vpcCidrs, keepVpcRanges, cidr, detail.checked) })
          }
        >
          {said.vpc(cidr)}
        </Checkbox>
      ))}
      {peeredCidrs.map((cidr) => (
        <Checkbox
          key={cidr}
          checked={keepPeeredRanges.includes(cidr)}
          onChange={({ detail }) =>
            onChoose({ keepPeeredRanges: toggled(peeredCidrs, keepPeeredRanges, cidr, detail.checked) })
          }
        >
          {said.peered(cidr)}
        </Checkbox>
      ))}
    </FormField>
  );
}

/** In the order in which they are shown. */
function toggled(
  all: readonly string[],
  chosen: readonly string[],
  one: string,
  isChosen: boolean,
): readonly string[] {
  return all.filter((cidr) => (cidr === one ? isChosen : chosen.includes(cidr)));
}

function Others({ choices: { otherCidrs }, onChoose }: FormProps) {
  const [text, setText] = useState(otherCidrs.join('\n'));
  const lines = text.split(/[\s,]+/).filter((line) => line !== '');
  const wrong = lines.find((line) => canonicalCidr(line) === null);
  const type = (typed: string) => {
    setText(typed);
    onChoose({ otherCidrs: typed.split(/[\s,]+/).filter((line) => line !== '') });
  };
  return (
    <FormField
      label={said.others}
      description={said.othersWhy}
      {...(wrong === undefined ? {} : { errorText: said.otherRefused(wrong) })}
    >
      <Textarea value={text} rows={2} spellcheck={false} onChange={({ detail }) => type(detail.value)} />
    </FormField>
  );
}

function Groups({ choices: { groupIds }, reviewed, rows, onChoose }: FormProps) {
  const options = rows
    .filter(({ vpcId }) => vpcId === reviewed.group.vpcId)
    .map(({ groupId, name }) => ({ value: groupId, label: name, description: groupId }));
  if (options.length === 0) return null;
  return (
    <FormField label={said.groups} description={said.groupsWhy}>
      <Multiselect
        options={options}
        filteringType="auto"
        placeholder={said.chooseGroups}
        selectedOptions={options.filter(({ value }) => groupIds.includes(value))}
        onChange={({ detail }) =>
          onChoose({ groupIds: detail.selectedOptions.flatMap(({ value }) => value ?? []) })
        }
      />
    </FormField>
  );
}

/** Asked only where other running machines would be changed too. */
function Target({ start, choices: { target }, reviewed, onChoose }: FormProps) {
  const machines = (reviewed.attached.machines ?? []).filter(({ state }) => state !== 'terminated');
  const first = start.choices.target;
  if (first.kind === 'this-group' || machines.length < 2) return null;
  const options = machines.map(({ interfaceId, instanceId, name }) => ({
    value: interfaceId,
    label: said.machine(name ?? instanceId, instanceId),
  }));
  return (
    <SpaceBetween size="m">
      <FormField label={said.target} description={said.targetWhy}>
        <RadioGroup
          value={target.kind}
          items={[
            { value: 'copy', label: said.copy },
            { value: 'this-group', label: said.thisGroup },
          ]}
          onChange={({ detail }) =>
            onChoose({ target: detail.value === 'copy' ? first : { kind: 'this-group' } })
          }
        />
      </FormField>
      {target.kind === 'copy' && (
        <SpaceBetween size="m">
          <FormField label={said.machines}>
            <Multiselect
              options={options}
              selectedOptions={options.filter(({ value }) => target.interfaceIds.includes(value))}
              onChange={({ detail }) => {
                const interfaceIds = detail.selectedOptions.flatMap(({ value }) => value ?? []);
                if (interfaceIds.length > 0) onChoose({ target: { ...target, interfaceIds } });
              }}
            />
          </FormField>
          <FormField label={said.copyName}>
            <Input
              value={target.name}
              spellcheck={false}
              onChange={({ detail }) => onChoose({ target: { ...target, name: detail.value } })}
            />
          </FormField>
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
