/** `keyport review`: what it says on its own. */
export const cliReviewWords = {
  about:
    'say who can really get in: review the security groups of a region, of all regions, or of a saved answer; changes nothing',
  after: `Exit codes: 0 no finding at or above --fail-on, 1 at least one, 2 usage (also a file that cannot be read),
5 not everything could be read and what could be read is clean, 130 cancelled.

It needs no keychain and no home: the window of Keyport may stay open. With --region all each region that could not be
read is named in the report and on standard error. --json is the same as --format json: the report's own document.

keyport review --profile work --region all --format sarif --out groups.sarif --fail-on danger
aws ec2 describe-security-groups --output json | keyport review --from - --format html --out groups.html
keyport review --from groups.json --grade tcp:22:ipv4,tcp:all:ipv6`,
  region: 'all',
  flags: {
    format: 'what to print (default: as --out ends, .html, .csv, .json or .sarif; else a table)',
    failOn: 'exit code 1 when there is a finding as grave as this, or graver',
    from: 'read a saved answer of “aws ec2 describe-security-groups” instead of asking AWS; - is standard input',
    prefixLists:
      'with --from: a JSON file with the prefix lists that rules name; one that is missing there is unknown',
    grade:
      'answer only how wide these are open, as JSON: PROTOCOL:PORT:FAMILY,… for example tcp:22:ipv4,udp:all:ipv6',
    myAddress:
      'an address that you use now: rules for an old one of yours are told; may be given twice (IPv4 and IPv6)',
    egress: 'also report rules that let a machine call anywhere',
    ipRanges: 'AWS’s published ip-ranges.json: sources that any customer of AWS can rent are told',
  },
  usage: {
    jsonAndFormat: '--json is the same as --format json: give one of them.',
    gradeFormat: (format: string) => `--grade answers in JSON: leave --format ${format} away.`,
    gradeTwo: (query: string) =>
      `--grade takes PROTOCOL:PORT:FAMILY, for example tcp:22:ipv4. This is not one: ${query}`,
    gradeProtocol: (query: string, protocol: string) =>
      `--grade knows tcp, udp, icmp, icmpv6, -1 (every protocol) and the numbers 0 to 255. Not “${protocol}” in: ${query}`,
    gradePort: (query: string, port: string) =>
      `A port is a number from 0 to 65535 (a type of ICMP: to 255) or “all”. Not “${port}” in: ${query}`,
    gradeFamily: (query: string, family: string) => `A family is ipv4 or ipv6. Not “${family}” in: ${query}`,
    onlyWithFrom: '--prefix-lists goes with --from: AWS itself is asked for its lists.',
    myAddress: (address: string) => `--my-address takes one IPv4 or IPv6 address. This is none: ${address}`,
    myAddressTwice: (family: string) => `--my-address was given twice for ${family}.`,
    region: (region: string) => `This is not the name of a region: ${region}`,
    inputOnce: 'Standard input can be read once: give a file for one of the two.',
    noFile: (file: string) => `There is no such file, or no right to read it: ${file}`,
    notJson: (file: string) => `The file is not JSON: ${file}`,
    notGroups: (file: string) =>
      `The file is not what “aws ec2 describe-security-groups --output json” prints: ${file}`,
    notLists: (file: string) =>
      `The file is not a JSON object from prefix-list ids to {"PrefixListName", "OwnerId", "AddressFamily", "MaxEntries", "Entries": [{"Cidr"}]}: ${file}`,
    notRanges: (file: string) => `The file is not AWS’s ip-ranges.json: ${file}`,
    noRegions: 'This account may not list its regions. Name one: --region us-east-1.',
  },
  stdin: 'standard input',
  cutOff: 'the answer has a NextToken: more groups follow in pages that were not saved',
  warnCutOff: (file: string) =>
    `Not all groups are in it: the answer has a NextToken, so more pages follow. Save it again without --max-items and --no-paginate: ${file}`,
  savedRegion: 'region not known',
  progress: {
    reading: (region: string) => `${region}: reading`,
    read: (region: string, groups: number) => `${region}: ${groups === 1 ? '1 group' : `${groups} groups`}`,
    unread: (region: string, why: string) => `${region}: could not be read. ${why}`,
    part: (region: string, what: string, raw: string | null) =>
      `${region}: not read: ${what}${raw === null ? '' : ` (${raw})`}`,
  },
  advice: (advice: string) => `What to do: ${advice}`,
  details: 'Details: --format html --out review.html',
  columns: {
    severity: 'SEVERITY',
    region: 'REGION',
    group: 'GROUP',
    name: 'NAME',
    ports: 'PORTS',
    sentence: 'FINDING',
  },
} as const;
