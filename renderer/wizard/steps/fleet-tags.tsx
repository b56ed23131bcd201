import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { MOST_TAGS, refusalOfTag } from '../../../shared/check-tags.ts';
import type { PlanTag } from '../../../shared/launch-plan.ts';
import { words } from '../../../shared/words/en.ts';
import type { StepProps } from '../step-props.ts';
import { fixedKey, tagField } from './tag-field.tsx';
import { RequiredTags } from './required-tags.tsx';

const said = words.tags;

/** The person's own tags, on everything that the launch makes. */
export function OwnTags({ state, readings, change }: StepProps) {
  const tags = state.draft.tags ?? [];
  const required = readings.requiredTags.value ?? [];
  const isRequired = (index: number) => {
    const key = tags[index]?.key;
    return required.some((each) => each.key === key) && tags.findIndex((tag) => tag.key === key) === index;
  };
  const put = (index: number, edit: Partial<PlanTag>) =>
    change({ tags: tags.map((tag, at) => (at === index ? { ...tag, ...edit } : tag)) });
  return (
    <ExpandableSection
      headerText={said.titleOf(tags.length)}
      headerDescription={required.length > 0 ? said.required.needed : said.why}
      defaultExpanded={tags.length > 0 || readings.requiredTags.problem !== null}
    >
      <SpaceBetween size="m">
        <AttributeEditor
          items={tags}
          empty={said.none}
          addButtonText={said.add}
          removeButtonText={said.remove}
          isItemRemovable={(item) => !isRequired(tags.indexOf(item))}
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
              constraintText: (_tag, index) => (isRequired(index) ? said.required.here : undefined),
              control: ({ key }, index) =>
                isRequired(index)
                  ? fixedKey(key)
                  : tagField(key, said.keyExample, (text) => put(index, { key: text })),
            },
            {
              label: required.length > 0 ? said.required.value : said.value,
              errorText: ({ value }, index) => {
                if (refusalOfTag(tags, index) === 'long-value') return said.refused['long-value'];
                const isMissing = state.hasTriedToLeave && isRequired(index) && value.trim() === '';
                return isMissing ? said.required.valueMissing : undefined;
              },
              control: ({ value }, index) =>
                tagField(value, said.valueExample, (text) => put(index, { value: text })),
            },
          ]}
        />
        <RequiredTags reading={readings.requiredTags} />
      </SpaceBetween>
    </ExpandableSection>
  );
}

/** An empty row was only just added: the frame says so, once somebody tries to go on. */
function keyError(tags: readonly PlanTag[], index: number, { key }: PlanTag): string | undefined {
  const refusal = refusalOfTag(tags, index);
  if (refusal === null || refusal === 'long-value' || key === '') return undefined;
  return said.refused[refusal];
}
