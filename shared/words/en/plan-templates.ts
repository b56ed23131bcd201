import type { TemplateId } from '../../plan-templates.ts';

/** What one begins with: a template, or a plan in a file. */
export const templateWords = {
  title: 'What do you need?',
  why: 'Fills in every answer safely. You can change each of them on the way; choosing another one begins anew.',
  names: {
    'web-server': 'A web server',
    'login-machine': 'A machine to log in to',
    'windows-desktop': 'A Windows desktop',
  } satisfies Record<TemplateId, string>,
  about: {
    'web-server':
      'Linux, in every zone. Everyone may visit by HTTPS and finds a first page there. You alone log in.',
    'login-machine': 'Linux, in two zones. No visitors. You alone log in, by SSH with a key.',
    'windows-desktop':
      'Windows Server, in two zones. No visitors. You alone see its desktop, over RDP. Its licence makes it dearer.',
  } satisfies Record<TemplateId, string>,
} as const;
