import { homedir } from 'node:os';
import path from 'node:path';
import type {
  Dialog,
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
import { isHeadless } from '../browser.ts';
import { say } from '../notice.ts';
import { askPerson, type Question } from '../prompt.ts';
import { app } from './app.ts';
import { refuseTheRest } from './refused.ts';

/** The window may be given first, or left out. */
type Shown<Options> = [options: Options] | [window: unknown, options: Options];

/** Tests replace these functions, as they do in Electron. For a person they open a window of the host's own. */
export const dialog = refuseTheRest('dialog', {
  showMessageBox: async (...args: Shown<MessageBoxOptions>): Promise<MessageBoxReturnValue> => {
    const options = optionsOf(args);
    const { title = app.getName(), message, detail, buttons = ['OK'], defaultId = 0 } = options;
    const answer = await ask('showMessageBox', { title, message, detail, buttons, defaultId });
    return { response: answer?.button ?? cancelOf(options), checkboxChecked: false };
  },
  showSaveDialog: async (...args: Shown<SaveDialogOptions>): Promise<SaveDialogReturnValue> => {
    const { title = 'Save as', message, buttonLabel = 'Save', defaultPath = '' } = optionsOf(args);
    const question = pathQuestion(
      title,
      message,
      buttonLabel,
      path.resolve(app.getPath('documents'), defaultPath),
    );
    const chosen = await askForPath('showSaveDialog', question);
    return { canceled: chosen === undefined, filePath: chosen ?? '' };
  },
  showOpenDialog: async (...args: Shown<OpenDialogOptions>): Promise<OpenDialogReturnValue> => {
    const { title = 'Open', message, buttonLabel = 'Open', defaultPath = '' } = optionsOf(args);
    const question = pathQuestion(title, message, buttonLabel, path.resolve(homedir(), defaultPath));
    const chosen = await askForPath('showOpenDialog', question);
    return { canceled: chosen === undefined, filePaths: chosen === undefined ? [] : [chosen] };
  },
  showErrorBox: (title: string, content: string) => say(`error box: ${title}: ${content}`),
} satisfies Partial<Dialog>);

async function ask(what: string, question: Question) {
  if (!isHeadless()) return askPerson(question);
  say(
    `dialog.${what} was answered as cancelled: without a screen there is nobody to ask: ${question.message}`,
  );
  return undefined;
}

async function askForPath(what: string, question: Question): Promise<string | undefined> {
  const answer = await ask(what, question);
  return answer?.button === 1 && answer.path ? path.resolve(homedir(), answer.path) : undefined;
}

function pathQuestion(title: string, detail: string | undefined, button: string, filePath: string): Question {
  return { title, message: title, detail, path: filePath, buttons: ['Cancel', button], defaultId: 1 };
}

function optionsOf<Options>(args: Shown<Options>): Options {
  return args.length === 1 ? args[0] : args[1];
}

function cancelOf({ cancelId, buttons = [] }: MessageBoxOptions): number {
  return (
    cancelId ??
    Math.max(
      0,
      buttons.findIndex((label) => /^(cancel|no)$/i.test(label)),
    )
  );
}
