import { browser } from './browser.ts';
import type { SchemeHandler } from './chromium/requests.ts';
import type { WindowOwner } from './chromium/windows.ts';
import { debug } from './notice.ts';

export interface Question {
  readonly title: string;
  readonly message: string;
  readonly detail: string | undefined;
  readonly buttons: readonly string[];
  readonly defaultId: number;
  /** Present when a path is asked for. */
  readonly path?: string;
}

export interface Answer {
  readonly button: number;
  readonly path?: string;
}

/** The host's own scheme; the app cannot register or reach it. */
export const PROMPT_SCHEME = 'electron-host';

const BINDING = '__answer';
const open = new Map<string, Question>();
let asked = 0;

/** Serves the questions' documents. */
export const servePrompt: SchemeHandler = ({ url }) => {
  const { hostname, pathname } = new URL(url);
  if (pathname === '/prompt.js') return respond(SCRIPT, 'text/javascript');
  const question = open.get(hostname);
  return question ? respond(draw(question), 'text/html; charset=utf-8') : new Response('', { status: 404 });
};

/** Asks in a window that belongs to the host, never inside the app's page. Nothing when the window is closed. */
export async function askPerson(question: Question): Promise<Answer | undefined> {
  const chromium = browser();
  if (!chromium) return undefined;
  asked += 1;
  const id = `question-${asked}`;
  open.set(id, question);
  const answered = Promise.withResolvers<Answer | undefined>();
  const owner: WindowOwner & { targetId: string } = {
    targetId: '',
    adopt: async (session, targetId) => {
      owner.targetId = targetId;
      session.on('Runtime.bindingCalled', ({ name, payload }) => {
        if (name === BINDING) answered.resolve(JSON.parse(payload));
      });
      await Promise.all([
        session.send('Runtime.enable'),
        session.send('Runtime.addBinding', { name: BINDING }),
      ]);
    },
    mayNavigate: (url) => url.startsWith(`${PROMPT_SCHEME}://${id}/`),
    gone: () => answered.resolve(undefined),
  };
  const size = { width: 560, height: question.path === undefined ? 240 : 280 };
  await chromium.windows.open(owner, `${PROMPT_SCHEME}://${id}/`, size);
  const answer = await answered.promise;
  open.delete(id);
  await chromium.cdp.send('Target.closeTarget', { targetId: owner.targetId }).catch(debug);
  return answer;
}

function respond(body: string, type: string): Response {
  return new Response(body, { headers: { 'Content-Type': type } });
}

function draw({ title, message, detail = '', buttons, defaultId, path }: Question): string {
  const field = path === undefined ? '' : `<label>Path <input id="path" value="${escapeHtml(path)}"></label>`;
  const row = buttons.map(
    (label, index) =>
      `<button data-index="${index}"${index === defaultId ? ' autofocus' : ''}>${escapeHtml(label)}</button>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'self'">
<title>${escapeHtml(title)}</title>
<style>
  :root { color-scheme: light dark } body { font: 15px system-ui; margin: 24px } p { white-space: pre-wrap }
  input { width: 100%; box-sizing: border-box; padding: 6px; font: inherit } h1 { font-size: 1.15em }
  div { display: flex; gap: 8px; justify-content: flex-end; margin-top: 20px } button { font: inherit; padding: 6px 14px }
</style>
<main><h1>${escapeHtml(message)}</h1><p>${escapeHtml(detail)}</p>${field}<div>${row.join('')}</div></main>
<script src="/prompt.js"></script>`;
}

const SCRIPT = `
const answer = globalThis.${BINDING};
const choose = (button) => answer(JSON.stringify({ button, path: document.querySelector('#path')?.value }));
for (const button of document.querySelectorAll('button')) button.onclick = () => choose(Number(button.dataset.index));
document.onkeydown = ({ key, target }) => {
  if (key === 'Escape') window.close();
  if (key === 'Enter' && target.id === 'path') document.querySelector('[autofocus]')?.click();
};`;

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
