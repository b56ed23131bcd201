import { EventEmitter } from 'node:events';
import type { NativeTheme } from 'electron';
import { debug } from '../notice.ts';
import type { Page } from '../page.ts';
import { refuseTheRest } from './refused.ts';

type Source = NativeTheme['themeSource'];

const pages = new Set<Page>();

class StandInTheme extends EventEmitter implements Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'> {
  #source: Source = 'system';

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`invalid themeSource: ${source}`);
    this.#source = source;
    for (const page of pages) page.emulateColorScheme(source).catch(debug);
    this.emit('updated');
  }

  /** What the desktop prefers is not known here. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

export const nativeTheme: EventEmitter & Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'> =
  new StandInTheme();
refuseTheRest('nativeTheme', StandInTheme.prototype);

export function followTheme(page: Page): void {
  page.events.once('adopted', () => {
    pages.add(page);
    page.emulateColorScheme(nativeTheme.themeSource).catch(debug);
  });
  page.events.once('gone', () => pages.delete(page));
}
