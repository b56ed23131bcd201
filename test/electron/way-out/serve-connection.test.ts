import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { STRAIGHT_OUT, takeWayOut, wayOutNow } from '../../../electron/aws/way-out.ts';
import { serveConnection } from '../../../electron/way-out/serve-connection.ts';
import { createWayOut } from '../../../electron/way-out/way-out.ts';
import { valueOf } from '../../support/aws-clients.ts';
import { makeCertificate } from '../../support/certificate.ts';

const [FIRST, SECOND] = [
  makeCertificate({ host: 'First Root CA' }),
  makeCertificate({ host: 'Second Root CA' }),
];
const EXPIRED = makeCertificate({ host: 'Old Root CA', to: new Date(Date.now() - 1000) });
let home: string;
let chosen: string | null;

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'keyport-connection-'));
  chosen = null;
});
afterEach(() => {
  takeWayOut(STRAIGHT_OUT);
  fs.rmSync(home, { recursive: true, force: true });
});

test('each file of certificates is added to those before, once, and each is removed by itself', async () => {
  const { addCertificates, removeCertificate, readWayOut } = connection();
  choose(FIRST.cert);
  await addCertificates();
  choose(SECOND.cert);
  await addCertificates();
  choose(SECOND.cert);
  const both = valueOf(await addCertificates());

  expect(both?.certificates.map(({ subject }) => subject)).toEqual(['First Root CA', 'Second Root CA']);
  const left = valueOf(await removeCertificate({ fingerprint: both?.certificates[0]?.fingerprint ?? '' }));
  expect(left.certificates.map(({ subject }) => subject)).toEqual(['Second Root CA']);
  expect(wayOutNow().certificates).toHaveLength(1);
  expect(valueOf(await readWayOut())).toEqual(left);
});

test('where no file is chosen, or one that cannot be used, those before stay', async () => {
  const { addCertificates, readWayOut } = connection();
  choose(FIRST.cert);
  await addCertificates();
  chosen = null;
  expect(await addCertificates()).toEqual({ ok: true, value: null });
  for (const text of [EXPIRED.cert, 'nothing', `${SECOND.cert}-----BEGIN PRIVATE KEY-----`]) {
    choose(text);
    expect(await addCertificates()).toMatchObject({ ok: false, problem: { code: 'ca-unusable' } });
  }
  chosen = path.join(home, 'not-there.pem');
  expect(await addCertificates()).toMatchObject({ ok: false, problem: { code: 'ca-unusable' } });
  expect(valueOf(await readWayOut()).certificates).toHaveLength(1);
});

test('a certificate that has gone out of date since it was kept takes no other with it', async () => {
  const caText = EXPIRED.cert + FIRST.cert;
  fs.writeFileSync(path.join(home, 'connection.json'), JSON.stringify({ proxy: { kind: 'none' }, caText }));

  const report = valueOf(await connection().readWayOut());

  expect(report.certificates.map(({ subject }) => subject)).toEqual(['First Root CA']);
  expect(wayOutNow().certificates).toHaveLength(1);
});

test('a proxy with a password is refused, and nothing of it is kept', async () => {
  const refused = await connection().setProxy({
    proxy: { kind: 'typed', address: 'http://ann:swordfish@proxy.test:1' },
  });

  expect(refused).toMatchObject({ ok: false, problem: { code: 'proxy-unusable' } });
  expect(JSON.stringify(refused)).not.toContain('swordfish');
  expect(fs.readdirSync(home)).toEqual([]);
});

function connection() {
  const own = createWayOut({ home, env: {}, askSystem: null });
  return serveConnection(own, { open: async () => chosen, save: async () => null });
}

function choose(text: string): void {
  chosen = path.join(home, 'company.pem');
  fs.writeFileSync(chosen, text);
}
