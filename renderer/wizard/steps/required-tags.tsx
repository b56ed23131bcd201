import { useState } from 'react';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Button from '@cloudscape-design/components/button';
import { MOST_TAGS, refusalOfTag } from '../../../shared/check-tags.ts';
import { refusalOfRequired, type RequiredTag } from '../../../shared/required-tags.ts';
import { words } from '../../../shared/words/en.ts';
import { FormModal } from '../../components/form-modal.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useAct } from '../../use-act.ts';
import type { Reading } from '../../use-outcome.ts';
import { tagField } from './tag-field.tsx';

const said = words.tags;

/** Which tags every launch from this computer needs: said once, and changed here. */
export function RequiredTags({ reading }: { readonly reading: Reading<readonly RequiredTag[]> }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  if (reading.problem !== null)
    return <ProblemAlert problem={reading.problem} on={{ retry: reading.again }} />;
  const known = reading.value;
  return (
    <>
      <Button formAction="none" disabled={known === null} onClick={() => setIsOpen(true)}>
        {said.required.open}
      </Button>
      {isOpen && known !== null && (
        <RequiredTagsDialog
          known={known}
          onSaved={() => {
            close();
            reading.again();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

type DialogProps = {
  readonly known: readonly RequiredTag[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

function RequiredTagsDialog({ known, onSaved, onClose }: DialogProps) {
  const [tags, setTags] = useState(known);
  const act = useAct();
  const put = (index: number, edit: Partial<RequiredTag>) =>
    setTags(tags.map((tag, at) => (at === index ? { ...tag, ...edit } : tag)));
  return (
    <FormModal
      title={said.required.title}
      size="large"
      submit={said.required.save}
      cancel={said.required.cancel}
      obstacle={refusalOfRequired(tags) === null ? null : ''}
      isBusy={act.isBusy}
      problem={act.problem}
      onSubmit={() => act.run(() => window.keyport.setRequiredTags({ tags }), onSaved)}
      onClose={onClose}
    >
      <div>{said.required.why}</div>
      <AttributeEditor
        items={tags}
        empty={said.required.none}
        addButtonText={said.required.add}
        removeButtonText={said.remove}
        removeButtonAriaLabel={({ key }) => said.removeTag(key)}
        disableAddButton={tags.length >= MOST_TAGS}
        onAddButtonClick={() => setTags([...tags, { key: '', value: '' }])}
        onRemoveButtonClick={({ detail }) => setTags(tags.filter((_tag, at) => at !== detail.itemIndex))}
        definition={[
          {
            label: said.key,
            errorText: ({ key }, index) => {
              const refusal = refusalOfTag(tags, index);
              return key === '' || refusal === null || refusal === 'long-value'
                ? undefined
                : said.refused[refusal];
            },
            control: ({ key }, index) => tagField(key, said.keyExample, (text) => put(index, { key: text })),
          },
          {
            label: said.required.proposal,
            errorText: (_tag, index) =>
              refusalOfTag(tags, index) === 'long-value' ? said.refused['long-value'] : undefined,
            control: ({ value }, index) =>
              tagField(value, said.valueExample, (text) => put(index, { value: text })),
          },
        ]}
      />
    </FormModal>
  );
}
