import { words } from '../words/en.ts';
import { pageHtml } from './page-html.ts';
import type { WebPort } from './web-ports.ts';

const said = words.startScript.comments;

/** What takes the page away again: the web server that comes after it needs its ports. */
const END_PAGE_ON_LINUX = 'sudo systemctl disable --now first-page';

/**
 * A shell script for cloud-init that serves one page. Nothing is downloaded: python3 and systemd are in the images of Amazon Linux,
 * Ubuntu, Debian and SUSE (cloud-init is written in Python), and openssl is where port 443 is. Written for Python 3.6, which SUSE 15 has.
 */
export function firstPageOnLinux(page: {
  readonly fleetName: string;
  readonly ports: readonly WebPort[];
}): string {
  return [
    '#!/bin/sh',
    `# ${said.what}`,
    `# ${said.toEnd} ${END_PAGE_ON_LINUX}`,
    'set -eu',
    'umask 077',
    'mkdir -p /opt/first-page',
    'cd /opt/first-page',
    '',
    ...(page.ports.includes(443) ? CERTIFICATE : []),
    "cat > page.py <<'END'",
    program(page),
    'END',
    '',
    ...SERVICE,
    '',
  ].join('\n');
}

const CERTIFICATE = [
  `# ${said.certificate}`,
  'openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=first-page \\',
  '  -keyout key.pem -out certificate.pem',
  '',
] as const;

const SERVICE = [
  'python=$(command -v python3 || echo /usr/libexec/platform-python)',
  'cat > /etc/systemd/system/first-page.service <<END',
  '[Unit]',
  `Description=${said.unit}`,
  'After=network-online.target',
  'Wants=network-online.target',
  '',
  '[Service]',
  'ExecStart=$python /opt/first-page/page.py',
  'Restart=on-failure',
  'NoNewPrivileges=yes',
  '',
  '[Install]',
  'WantedBy=multi-user.target',
  'END',
  'systemctl daemon-reload',
  'systemctl enable --now first-page',
] as const;

/** Opens its ports as root and is nobody from then on, so that what answers strangers can change nothing on the machine. */
function program({ fleetName, ports }: Parameters<typeof firstPageOnLinux>[0]): string {
  return `import html, http.server, os, pwd, socketserver, ssl, threading, urllib.request

FLEET = ${JSON.stringify(fleetName)}
PAGE = """${pageHtml({ name: '{name}', zone: '{zone}', howToEnd: END_PAGE_ON_LINUX })}"""

# ${said.zone}
def metadata(path, method, headers):
    asked = urllib.request.Request("http://169.254.169.254/latest/" + path, None, headers, method=method)
    return urllib.request.urlopen(asked, timeout=5).read().decode()

try:
    token = metadata("api/token", "PUT", {"X-aws-ec2-metadata-token-ttl-seconds": "60"})
    zone = metadata("meta-data/placement/availability-zone", "GET", {"X-aws-ec2-metadata-token": token})
except OSError:
    zone = "${said.unknownZone}"
body = PAGE.format(name=html.escape(FLEET + "-" + zone), zone=html.escape(zone)).encode()

class Page(http.server.BaseHTTPRequestHandler):
    timeout = 30
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
    do_HEAD = do_GET

class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

servers = [Server(("", port), Page) for port in [${ports.join(', ')}]]
${ports.includes(443) ? ENCRYPT : ''}
# ${said.nobody}
if os.getuid() == 0:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
for server in servers[1:]:
    threading.Thread(target=server.serve_forever).start()
servers[0].serve_forever()`;
}

const ENCRYPT = `secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
secure.load_cert_chain("/opt/first-page/certificate.pem", "/opt/first-page/key.pem")
servers[-1].socket = secure.wrap_socket(servers[-1].socket, server_side=True, do_handshake_on_connect=False)
`;
