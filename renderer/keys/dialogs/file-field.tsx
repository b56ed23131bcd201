import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ChosenFile } from '../../../shared/keys/keys-api.ts';

type FileFieldProps = {
  readonly label: string;
  readonly none: string;
  readonly choose: string;
  readonly chooseAnother: string;
  readonly file: ChosenFile | null;
  readonly isBusy: boolean;
  readonly onChoose: () => void;
};

/** A file, picked in the system's own dialog. */
export function FileField({ label, none, choose, chooseAnother, file, isBusy, onChoose }: FileFieldProps) {
  return (
    <FormField label={label}>
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Button iconName="folder-open" formAction="none" disabled={isBusy} onClick={onChoose}>
          {file === null ? choose : chooseAnother}
        </Button>
        {file === null ? <span>{none}</span> : <code>{file.name}</code>}
      </SpaceBetween>
    </FormField>
  );
}
