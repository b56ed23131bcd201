import type { TemplateId } from '../../../shared/plan-templates.ts';
import './template-picture.css';

/** A browser with a lock, a dark terminal, a desktop with its windows. The words beside it say the same. */
export function TemplatePicture({ template }: { readonly template: TemplateId }) {
  return (
    <svg width="96" height="64" viewBox="0 0 96 64" aria-hidden="true" focusable="false">
      {PICTURES[template]}
    </svg>
  );
}

const PICTURES = {
  'web-server': (
    <>
      <rect className="template-picture-frame" x="8" y="6" width="80" height="52" rx="5" />
      <path className="template-picture-bar" d="M8 20V11a5 5 0 0 1 5-5h70a5 5 0 0 1 5 5v9z" />
      <rect className="template-picture-full" x="15" y="12" width="7" height="5" rx="1" />
      <path className="template-picture-lock" d="M16.500 12v-1a2 2 0 0 1 4 0v1" />
      <path className="template-picture-text" d="M28 13.500h40" />
      <path className="template-picture-text" d="M18 30h38M18 39h60M18 48h50" />
    </>
  ),
  'login-machine': (
    <>
      <rect className="template-picture-dark" x="8" y="6" width="80" height="52" rx="5" />
      <path className="template-picture-line" d="M19 20l9 8-9 8M34 37h14" />
      <circle className="template-picture-line" cx="60" cy="28" r="6" />
      <path className="template-picture-line" d="M66 28h14M75 28v6" />
    </>
  ),
  'windows-desktop': (
    <>
      <rect className="template-picture-frame" x="8" y="4" width="80" height="46" rx="5" />
      <path className="template-picture-bar" d="M9 42h78v3a4 4 0 0 1-4 4H13a4 4 0 0 1-4-4z" />
      <path
        className="template-picture-full"
        d="M34 12h12v11H34zM49 12h13v11H49zM34 26h12v11H34zM49 26h13v11H49z"
      />
      <path className="template-picture-lock" d="M36 60h24M48 50v10" />
    </>
  ),
} as const satisfies Readonly<Record<TemplateId, unknown>>;
