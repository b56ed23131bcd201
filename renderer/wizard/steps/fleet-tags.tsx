import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Input from '@cloudscape-design/components/input';
import { MOST_TAGS, refusalOfTag } from '../../../shared/check-tags.ts';
import type { PlanTag } from '../../../shared/launch-plan.ts';
import { words } from '../../../shared/words/en.ts';
import type { StepProps } from '../step-props.ts';

const said = words.tags;

/** The person's own tags, on everything that the launch makes. */
export function OwnTags({ state, change }: StepProps) {
  const tags = state.draft.tags ?? [];
  const put = (index: number, edit: Partial<PlanTag>) =>
    change({ tags: tags.map((tag, at) => (at === index ? { ...tag, ...edit } : tag)) });
  return (
    <ExpandableSection
      headerText={said.titleOf(tags.length)}
      headerDescription={said.why}
      defaultExpanded={tags.length > 0}
    >
      <AttributeEditor
        items={tags}
        empty={said.none}
        addButtonText={said.add}
        removeButtonText={said.remove}
        removeButtonAriaLabel={({ key }) => said.removeTag(key)}
        disableAddButton={tags.length >= MOST_TAGS}
        additionalInfo={said.room(MOST_TAGS - tags.length)}
        onAddButtonClick={() => change({ tags: [...tags, { key: '', value: '' }] })}
        onRemoveButtonClick={({ detail }) =>
          change({ tags: tags.filter((_tag, at) => at !== detail.itemIndex) })
        }
        definition={[
          {
            label: said.key,
            errorText: (tag, index) => keyError(tags, index, tag),
            control: ({ key }, index) => field(key, said.keyExample, (text) => put(index, { key: text })),
          },
          {
            label: said.value,
            errorText: (_tag, index) =>
              refusalOfTag(tags, index) === 'long-value' ? said.refused['long-value'] : undefined,
            control: ({ value }, index) =>
              field(value, said.valueExample, (text) => put(index, { value: text })),
          },
        ]}
      />
    </ExpandableSection>
  );
}

function field(value: string, placeholder: string, onChange: (text: string) => void) {
  return (
    <Input
      value={value}
      placeholder={placeholder}
      spellcheck={false}
      onChange={({ detail }) => onChange(detail.value)}
    />
  );
}

/** An empty row was only just added: the frame says so, once somebody tries to go on. */
function keyError(tags: readonly PlanTag[], index: number, { key }: PlanTag): string | undefined {
  const refusal = refusalOfTag(tags, index);
  if (refusal === null || refusal === 'long-value' || key === '') return undefined;
  return said.refused[refusal];
}
