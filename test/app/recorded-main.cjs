'use strict';
// The built main bundle with a recorder in front of it: every message between screen and machine is written, as JSON
// lines, to the file named in the environment. Nothing is changed on its way.
const { appendFileSync } = require('node:fs');
const path = require('node:path');
const { app, ipcMain } = require('electron');

const file = process.env.KEYPORT_TEST_TRAFFIC;
const write = (message) => appendFileSync(file, `${JSON.stringify(message)}\n`);

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, handler) =>
  handle(channel, async (event, ...args) => {
    write({ channel, args });
    const answer = await handler(event, ...args);
    write({ channel, answer });
    return answer;
  });
app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (channel, ...args) => {
    write({ channel, args });
    send(channel, ...args);
  };
});

require(path.join(__dirname, '../../.vite/build/main.cjs'));
