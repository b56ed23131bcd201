import { useMemo } from 'react';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import type { MyAddresses } from '../../shared/security-group/groups-api.ts';
import type { ReviewedMachine } from '../../shared/security-group/reviewed-group.ts';
import { words } from '../../shared/words/en.ts';
import { machineOptions, meOptions, PORT_OPTIONS } from './question-options.ts';
import type { Question } from './question-state.ts';

const said = words.groups.ask;

type QuestionFieldsProps = {
  readonly question: Question;
  readonly machines: readonly ReviewedMachine[];
  readonly addresses: MyAddresses | null;
  readonly isAddressUnknown: boolean;
  readonly onChange: (edit: Partial<Omit<Question, 'sentence'>>) => void;
};

/** Who, which port, which machine. */
export function QuestionFields(props: QuestionFieldsProps) {
  const { question, machines, onChange } = props;
  const options = useMemo(() => machineOptions(machines), [machines]);
  return (
    <div className="question-fields">
      <FormField
        label={said.who}
        {...(props.isAddressUnknown && question.who === said.meWord ? { warningText: said.meUnknown } : {})}
      >
        <Autosuggest
          value={question.who}
          options={meOptions(props.addresses)}
          filteringType="manual"
          placeholder={said.whoPlaceholder}
          enteredTextLabel={said.use}
          onChange={({ detail }) => onChange({ who: detail.value })}
        />
      </FormField>
      <FormField label={said.port}>
        <Autosuggest
          value={question.port}
          options={PORT_OPTIONS}
          filteringType="manual"
          placeholder={said.portPlaceholder}
          enteredTextLabel={said.use}
          onChange={({ detail }) => onChange({ port: detail.value })}
        />
      </FormField>
      <FormField label={said.machine}>
        <Select
          selectedOption={options.find(({ value }) => value === question.machineId) ?? null}
          options={options}
          filteringType="auto"
          filteringPlaceholder={said.machineFind}
          placeholder={said.machinePlaceholder}
          noMatch={said.noMachineFound}
          virtualScroll={options.length > 200}
          onChange={({ detail }) => onChange({ machineId: detail.selectedOption.value ?? null })}
        />
      </FormField>
    </div>
  );
}
