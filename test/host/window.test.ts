import type { ElectronApplication, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { needs } from '../support/parts.ts';
import { launchFixture } from './launch-fixture.ts';
import type { FixtureApi } from './fixture/window.d.ts';

needs('chromium')('an app on the stand-in host, driven by Playwright', () => {
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    app = await launchFixture();
    page = await app.firstWindow();
    await page.waitForLoadState('load');
  });
  afterAll(() => app.close());

  const seen = () => app.evaluate(() => globalThis.seen);
  const click = async (href: string, target: string, ...modifiers: 'Control'[]) => {
    await page.evaluate(
      (link) => {
        document.querySelector('#link')?.remove();
        document.body.append(
          Object.assign(document.createElement('a'), { ...link, id: 'link', textContent: 'link' }),
        );
      },
      { href, target },
    );
    await page.click('#link', { modifiers });
  };

  test('the app reads its own package, and sees a stand-in, not Electron', async () => {
    const about = await app.evaluate(({ app: electronApp }) => ({
      name: electronApp.getName(),
      version: electronApp.getVersion(),
      isPackaged: electronApp.isPackaged,
      electron: process.versions['electron'],
      type: process.type,
    }));

    expect(about).toEqual({
      name: 'host-fixture',
      version: '1.2.3',
      isPackaged: false,
      electron: expect.stringMatching(/^\d+\.\d+\.\d+-host$/),
      type: 'browser',
    });
  });

  test('the window became ready to show', async () => {
    await expect.poll(async () => (await seen()).events).toContain('ready-to-show');
  });

  test('the preload’s API was there before the page’s first script, and cannot be changed', async () => {
    expect(await page.evaluate(() => window.atLoad.hasApi)).toBe('object');
    expect(
      await page.evaluate(() => ({
        isFrozen: [window.fixture, window.fixture.nested, window.fixture.nested.list].map(Object.isFrozen),
        property: Object.getOwnPropertyDescriptor(window, 'fixture'),
      })),
    ).toMatchObject({ isFrozen: [true, true, true], property: { writable: false, configurable: false } });
  });

  test('values go to a handler and come back as they were', async () => {
    const result = await page.evaluate(async () => {
      const values = [-0, undefined, 10n, 'é', [1, [2]], { __proto__: null, a: null }] as const;
      const [map, date, bytes] = [new Map([['k', new Set([1])]]), new Date(5), new Uint8Array([1, 255])];
      const answer = await window.fixture.echo(...values, map, date, bytes);
      if (!Array.isArray(answer)) return 'no list';
      const [zero, nothing, big, text, list, object, mapBack, dateBack, bytesBack] = answer;
      return {
        plain: [Object.is(zero, -0), nothing === undefined, big === 10n, text, list, object],
        map: mapBack instanceof Map && mapBack.get('k') instanceof Set,
        date: dateBack instanceof Date && dateBack.getTime(),
        bytes: bytesBack instanceof Uint8Array && [...bytesBack],
      };
    });

    expect(result).toEqual({
      plain: [true, true, true, 'é', [1, [2]], { a: null }],
      map: true,
      date: 5,
      bytes: [1, 255],
    });
    expect((await seen()).senders).toContain('app://fixture/');
  });

  test.each([
    ['fail', "Error invoking remote method 'channel-fail': TypeError: boom"],
    [
      'missing',
      "Error invoking remote method 'channel-missing': Error: No handler registered for 'channel-missing'",
    ],
  ] as const satisfies readonly (readonly [keyof FixtureApi, string])[])(
    'a call that fails (%s) rejects with Electron’s words',
    async (name, message) => {
      const failure = page.evaluate(
        (method) =>
          window.fixture[method]().then(
            () => 'no failure',
            (error: Error) => error.message,
          ),
        name,
      );

      expect(await failure).toBe(message);
    },
  );

  test('what cannot be cloned is refused before it leaves the page', async () => {
    const failure = page.evaluate(() =>
      window.fixture.echo({ act: () => 1 }).catch((error: Error) => error.message),
    );

    expect(await failure).toContain('could not be cloned');
  });

  test('an event reaches the page until it unsubscribes', async () => {
    // Answers once the page listens: an event sent before that would be nobody's.
    const listening = await page.evaluateHandle(async () => {
      const news: unknown[] = [];
      const unsubscribe = window.fixture.onNews((...values) => {
        news.push(values);
        unsubscribe();
      });
      await window.fixture.echo('listening');
      return { news };
    });
    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.send('channel-news', 'first', { deep: [1] });
      contents?.send('channel-news', 'second');
    });

    // The answer comes after both events: messages keep their order.
    const heard = await listening.evaluate(async ({ news }) => {
      await window.fixture.echo();
      return news;
    });
    expect(heard).toEqual([['first', { deep: [1] }]]);
  });

  test('the page’s policy holds: no eval, no request', async () => {
    expect(await page.evaluate(() => window.atLoad.eval)).toEqual({ failed: 'EvalError' });
    const requests = ['/', 'https://example.com/'].map((url) =>
      page.evaluate(
        (target) =>
          fetch(target).then(
            () => 'answered',
            (error: Error) => error.name,
          ),
        url,
      ),
    );

    expect(await Promise.all(requests)).toEqual(['TypeError', 'TypeError']);
  });

  test.each(['https://example.com/', 'http://127.0.0.1:1/', 'mailto:someone@example.com'])(
    'the page cannot be led to %s',
    async (url) => {
      await page.evaluate((target) => {
        location.href = target;
      }, url);

      await expect.poll(async () => (await seen()).navigations).toContain(url);
      expect(await page.evaluate(() => [document.title, location.pathname])).toEqual(['fixture', '/']);
      expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getURL())).toBe(
        'app://fixture/',
      );
    },
  );

  test('nor to another page of the app, while the app refuses', async () => {
    await page.evaluate(() => {
      location.href = '/hostile';
    });

    await expect.poll(async () => (await seen()).navigations).toContain('app://fixture/hostile');
    expect(await page.evaluate(() => document.title)).toBe('fixture');
  });

  test('nor to a document that it wrote itself, which never reaches the network', async () => {
    const url = await page.evaluate(() => {
      const written = URL.createObjectURL(new Blob(['<title>written</title>'], { type: 'text/html' }));
      location.href = written;
      return written;
    });
    const [, id = ''] = /([^/]+)$/.exec(url) ?? [];

    await expect.poll(async () => (await seen()).navigations).toContain(`blob:app://fixture/${id}`);
    expect(await page.evaluate(() => document.title)).toBe('fixture');
  });

  test('window.open answers null, and the app hears of it', async () => {
    expect(await page.evaluate(() => window.open('https://example.com/opened'))).toBeNull();

    await expect.poll(async () => (await seen()).opened).toContain('https://example.com/opened');
  });

  test('links to a new window open none, and the app hears of them', async () => {
    await click('https://example.com/blank', '_blank');
    await click('/control', '', 'Control');

    await expect
      .poll(async () => (await seen()).opened)
      .toEqual(expect.arrayContaining(['https://example.com/blank', 'app://fixture/control']));
    expect(app.windows()).toHaveLength(1);
  });

  test('a window that slips through is closed, and the page goes on', async () => {
    await page.evaluate(() =>
      document.addEventListener('click', (event) => event.stopImmediatePropagation(), {
        capture: true,
        once: true,
      }),
    );
    const slipped = app.waitForEvent('window');
    await click('https://example.com/slipped', '_blank');

    const popup = await slipped;
    if (!popup.isClosed()) await popup.waitForEvent('close');
    expect(await page.evaluate(() => document.title)).toBe('fixture');
  });

  test('a permission that the app does not give is denied', async () => {
    const state = page.evaluate(
      async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
    );

    expect(await state).toBe('denied');
  });

  test.each<[string, Parameters<typeof app.evaluate<unknown, void>>[0]]>([
    ['new Tray', ({ Tray }) => new Tray('icon.png')],
    ['app.relaunch', ({ app: electronApp }) => electronApp.relaunch()],
    ['a second BrowserWindow', ({ BrowserWindow }) => new BrowserWindow()],
    [
      'webPreferences.sandbox',
      ({ BrowserWindow }) => new BrowserWindow({ webPreferences: { sandbox: false } }),
    ],
    ['session.cookies', ({ session }) => session.defaultSession.cookies.get({})],
    ['dialog.showMessageBoxSync', ({ dialog }) => dialog.showMessageBoxSync({ message: '?' })],
    ['shell.openPath', ({ shell }) => shell.openPath('/')],
  ])('%s is refused by name', async (name, use) => {
    await expect(app.evaluate(use)).rejects.toThrow(`electron-host: ${name}`);
  });

  test('a remote page is refused', async () => {
    const loading = app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.loadURL('https://example.com/'),
    );

    await expect(loading).rejects.toThrow('refuses to load the remote page https://example.com');
  });

  test('a question without a person to answer it counts as cancelled', async () => {
    const answers = await app.evaluate(async ({ dialog }) => [
      await dialog.showMessageBox({ message: 'Sure?', buttons: ['Yes', 'Cancel'] }),
      await dialog.showSaveDialog({}),
    ]);

    expect(answers).toEqual([
      { response: 1, checkboxChecked: false },
      { canceled: true, filePath: '' },
    ]);
  });
});

needs('chromium')('a page that was taken over', () => {
  test('sees only its own arguments, whatever it replaces', async () => {
    const app = await launchFixture({ args: ['--page=hostile'] });
    const page = await app.firstWindow();
    await page.waitForLoadState('load');

    const report = await page.evaluate(() => window.attack());
    await app.close();

    expect(report.answer).toEqual(['my own argument', { nested: ['my own list'] }]);
    expect(report.failure).toContain('boom');
    expect(report.texts).toContain('my own argument');
    expect(report.texts.filter((text) => /channel-(echo|news)|electronHost|ipcRenderer/.test(text))).toEqual(
      [],
    );
    expect(report.globals).toEqual([]);
    expect(report.frame).toEqual({ api: 'undefined', globals: [], open: null });
  });
});

needs('chromium')('a crashed page', () => {
  test('is reported, and works again after a reload', async () => {
    const app = await launchFixture();
    await (await app.firstWindow()).waitForLoadState('load');

    await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer());
    await expect.poll(() => app.evaluate(() => globalThis.seen.events)).toContain('gone crashed');
    // Playwright's own page object stays crashed.
    const answer = app.evaluate(
      ({ webContents }) =>
        new Promise((resolve) => {
          const contents = webContents.getAllWebContents()[0];
          contents?.once('did-finish-load', () =>
            resolve(contents.executeJavaScript("window.fixture.echo('again')")),
          );
          contents?.reload();
        }),
    );

    expect(await answer).toEqual(['again']);
    await app.close();
  });
});
