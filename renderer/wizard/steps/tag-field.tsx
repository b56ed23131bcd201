import Input from '@cloudscape-design/components/input';

/** Half of a tag. */
export function tagField(value: string, placeholder: string, onChange: (text: string) => void) {
  return (
    <Input
      value={value}
      placeholder={placeholder}
      spellcheck={false}
      onChange={({ detail }) => onChange(detail.value)}
    />
  );
}

/** The key of a tag that is required: it stands, and can be read. */
export function fixedKey(key: string) {
  return <Input value={key} readOnly />;
}
