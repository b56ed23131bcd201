import http from 'node:http';
import { listen } from './loopback.ts';

/** What the stand-in says to CreateToken, the first to the first; the last one stays: `yes` (a token), `drop`, `page`, or an error of OAuth's. */
type TokenAnswer = string;

export type FakeSsoOidc = {
  readonly endpoint: string;
  /** Each path that was asked, with what was sent. */
  readonly asked: { readonly path: string; readonly input: Record<string, unknown> }[];
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly tokens: readonly TokenAnswer[];
  readonly page?: string;
  /** In seconds. */
  readonly expiresIn?: number;
  readonly tokenLasts?: number;
};

/** IAM Identity Center's OIDC service and its portal, over HTTP on this computer, in the words of its API reference. */
export async function startSsoOidc(options: Options): Promise<FakeSsoOidc> {
  const asked: { path: string; input: Record<string, unknown> }[] = [];
  const tokens = [...options.tokens];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const token = request.headers['x-amz-sso_bearer_token'];
      asked.push({ path, input: body.startsWith('{') ? JSON.parse(body) : { token } });
      const said = path === '/token' ? (tokens.length > 1 ? tokens.shift() : tokens[0]) : 'yes';
      if (said === 'drop') return void request.socket.destroy();
      if (said === 'page') return void response.writeHead(200).end('<html>Welcome to the hotel</html>');
      const answer = said === 'yes' ? answerTo(path, options) : { error: said, error_description: 'told' };
      response
        .writeHead(said === 'yes' ? 200 : 400, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer));
    });
  });
  const { endpoint, stop } = await listen(server);
  return { endpoint, asked, stop };
}

function answerTo(path: string, { page, expiresIn = 600, tokenLasts = 28_800 }: Options): object {
  switch (path) {
    case '/client/register':
      return { clientId: 'client', clientSecret: 'client-secret', clientSecretExpiresAt: 4_102_444_800 };
    case '/device_authorization':
      return {
        deviceCode: 'device-code',
        userCode: 'WDJB-MJHT',
        verificationUri: page ?? 'https://d-1234567890.awsapps.com/start/#/device',
        verificationUriComplete:
          page ?? 'https://d-1234567890.awsapps.com/start/#/device?user_code=WDJB-MJHT',
        expiresIn,
        interval: 1,
      };
    case '/token':
      return {
        accessToken: 'the-access-token',
        tokenType: 'Bearer',
        expiresIn: tokenLasts,
        refreshToken: 'the-refresh-token',
      };
    default:
      return {
        roleCredentials: {
          accessKeyId: 'ASIASSO',
          secretAccessKey: 's',
          sessionToken: 't',
          expiration: 4_102_444_800_000,
        },
      };
  }
}
