'use strict';
// The built main bundle with a recorder in front of it: every message between screen and machine is written, as JSON
// lines, to the file named in the environment. Nothing is changed on its way.
// And with a wall around it: no connection leaves this computer. The emulator gives its machines addresses that belong to
// somebody; whoever knocks there comes to the door named in the environment, or is refused. Whom it was about is written down.
const { appendFileSync } = require('node:fs');
const net = require('node:net');
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

const connections = process.env.KEYPORT_TEST_CONNECTIONS;
const door = Number(process.env.KEYPORT_TEST_DOOR ?? 0);
const HERE = new Set(['localhost', '127.0.0.1', '::1']);
// oxlint-disable-next-line typescript/unbound-method -- It is called with its own socket below.
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connectHere(...args) {
  const [options, listener] = asked(args);
  const { path: pipe, host = 'localhost' } = options;
  if (pipe === undefined && connections !== undefined) appendFileSync(connections, `${host}\n`);
  if (pipe !== undefined || HERE.has(host)) return connect.apply(this, args);
  if (door !== 0) return connect.call(this, { ...options, host: '127.0.0.1', port: door }, listener);
  const why = new Error(`no connection leaves this computer: ${host}`);
  process.nextTick(() => this.destroy(Object.assign(why, { code: 'ECONNREFUSED' })));
  return this;
};

/** Node itself calls it with a list of the options and who listens; others as its documentation says. */
function asked(args) {
  const [first, second] = args;
  if (Array.isArray(first)) return first;
  const listener = args.find((one) => typeof one === 'function');
  if (typeof first === 'object') return [first, listener];
  if (Number.isNaN(Number(first))) return [{ path: first }, listener];
  return [{ port: first, ...(typeof second === 'string' ? { host: second } : {}) }, listener];
}

require(path.join(__dirname, '../../.vite/build/main.cjs'));
