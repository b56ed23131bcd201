import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { imageTable } from './practice-images.ts';
import { tableOf } from './practice-table.ts';

// practice-data.ts [--out FOLDER] [MOTO]: makes electron/practice/data/*.json, the dated facts of the practice account, from the
// data that moto carries (https://github.com/getmoto/moto, which collects it from AWS's public answers). MOTO is the folder of
// that Python package; without it, python3 is asked. The same moto gives the same bytes.
//
// From moto: the instance types with all that DescribeInstanceTypes tells of them, which zone offers which, names and ids of
// zones, and Amazon Linux: ids, names and parameters of its images. Made up, and so named in practice-images.ts: the ids of
// the other vendors' images, the days in their names, all snapshot ids, and the time of day of creation dates. No price stands here: the app's own
// dated table has them.

/** Those that every account has without asking for them. */
const REGIONS = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
const out = values.out ?? path.join(import.meta.dirname, '..', 'electron', 'practice', 'data');
const [given] = positionals;

type Zone = { readonly name: string; readonly zoneId: string };
type Offering = { readonly InstanceType: string; readonly Location: string };

const { folder: moto, version, zones } = askMoto();
const offered = offeredByZone();
const types = Object.entries(
  readPacked('ec2/resources/instance_types.json.gz') as Record<string, Record<string, unknown>>,
)
  .filter(([name]) => [...offered.values()].some((here) => here.has(name)))
  .toSorted(([one], [other]) => (one < other ? -1 : 1));
const names = types.map(([name]) => name);
const images = imageTable({
  regions: REGIONS,
  amazon: (region) => readPacked(`ec2/resources/latest_amis/${region}.json.gz`),
  parameters: (region) => readPacked(`ssm/resources/ami-amazon-linux-latest/${region}.json.gz`),
});
const sources = [`moto ${version}, its copy of AWS's public answers`];

write('instance-types.json', { asOf: images.asOf, sources, ...tableOf(types.map(([, facts]) => facts)) });
write('regions.json', {
  asOf: images.asOf,
  sources,
  instanceTypes: names,
  regions: Object.fromEntries(REGIONS.map((region) => [region, zonesWithOfferings(region)])),
});
write('images.json', { sources: [...sources, 'made up: see scripts/practice-images.ts'], ...images });

/** By name of the zone: the types it offers. */
function offeredByZone(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const region of REGIONS) {
    const file = `ec2/resources/instance_type_offerings/availability-zone/${region}.json.gz`;
    for (const { InstanceType, Location } of readPacked(file) as readonly Offering[]) {
      found.set(Location, (found.get(Location) ?? new Set()).add(InstanceType));
    }
  }
  return found;
}

/** Each zone with a bit for each type: the first type is the highest bit of the first byte. */
function zonesWithOfferings(region: string) {
  return (zones[region] ?? []).map(({ name, zoneId }) => {
    const bits = Buffer.alloc(Math.ceil(names.length / 8));
    for (const [index, type] of names.entries()) {
      if (offered.get(name)?.has(type) === true)
        bits[index >> 3] = (bits[index >> 3] ?? 0) | (128 >> (index & 7));
    }
    return { name, zoneId, offers: bits.toString('base64') };
  });
}

/** Moto's code holds the names and ids of zones; it says itself that their order differs from account to account. */
function askMoto(): {
  readonly folder: string;
  readonly version: string;
  readonly zones: Readonly<Record<string, readonly Zone[]>>;
} {
  const code = [
    'import json, os, moto',
    'from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend as backend',
    'zones = {r: [dict(name=z.name, zoneId=z.zone_id) for z in zs] for r, zs in backend.zones.items()}',
    'print(json.dumps(dict(folder=os.path.dirname(moto.__file__), version=moto.__version__, zones=zones)))',
  ];
  const env = given === undefined ? process.env : { ...process.env, PYTHONPATH: path.dirname(given) };
  const { status, stdout, stderr } = spawnSync('python3', ['-c', code.join('\n')], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`python3 could not read moto: ${stderr}`);
  return JSON.parse(stdout) as ReturnType<typeof askMoto>;
}

function readPacked(file: string): unknown {
  return JSON.parse(gunzipSync(fs.readFileSync(path.join(moto, file))).toString('utf8'));
}

function write(name: string, content: object): void {
  const text = `${JSON.stringify(content)}\n`;
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, name), text);
  console.log(`${name}: ${String(text.length)} bytes, ${String(gzipSync(text).length)} compressed`);
}
