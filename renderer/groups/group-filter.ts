import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { CATALOGUE } from '../../shared/security-group/catalogue.ts';
import type { GroupRuleId } from '../../shared/security-group/group-finding.ts';
import { EXPOSURE_LEVELS } from '../../shared/security-group/group-finding.ts';
import { words } from '../../shared/words/en.ts';
import { ATTACHED_KINDS, type GroupItem } from './group-item.ts';

const said = words.groups.table.filter;

/** What groups can be filtered by. The keys are those of `GroupItem`. */
export const GROUP_PROPERTIES: PropertyFilterProps.FilteringProperty[] = [
  named('worst', said.severity, (value) => SEVERITIES[value]),
  {
    ...labelled('findingIds', said.finding),
    operators: [
      { operator: '=', match: includes, format: findingName },
      { operator: '!=', match: (ids: unknown, id: unknown) => !includes(ids, id), format: findingName },
    ],
  },
  {
    ...labelled('openPorts', said.port),
    operators: [
      { operator: '=', match: isPortIn },
      { operator: '!=', match: (ports: unknown, port: unknown) => !isPortIn(ports, port) },
    ],
  },
  named('attached', said.attached, (value) => (said.attachedTo as Labels)[value]),
  named('reach', said.reach, (value) => (words.groups.reach as Labels)[value]),
  { ...labelled('vpcId', said.vpc), operators: ['=', '!=', ':', '!:'] },
  { ...labelled('ownerId', said.owner), operators: ['=', '!='] },
  named('madeBy', said.madeBy, (value) => (said.maker as Labels)[value]),
];

/** Free text is looked for in the name, the ids and the description. */
export const FREE_TEXT: PropertyFilterProps.FreeTextFiltering = {
  operators: [
    { operator: ':', match: isTextIn },
    { operator: '!:', match: (item: unknown, text: string) => !isTextIn(item, text) },
  ],
};

/** What is offered to choose from: only what occurs, each once. */
export function filterOptions(items: readonly GroupItem[]): PropertyFilterProps.FilteringOption[] {
  const occurring = <Value>(pick: (item: GroupItem) => Value) => new Set(items.map(pick));
  const worst = occurring((item) => item.worst);
  const reach = occurring((item) => item.reach);
  const attached = occurring((item) => item.attached);
  const findings = new Set(items.flatMap((item) => item.findingIds));
  const makers = occurring((item) => item.madeBy);
  return [
    ...Object.keys(SEVERITIES)
      .filter((value) => worst.has(value as GroupItem['worst']))
      .map((value) => option('worst', value, SEVERITIES[value])),
    ...[...findings].toSorted().map((id) => option('findingIds', id, findingName(id))),
    ...portsOf(items).map((port) => option('openPorts', port)),
    ...ATTACHED_KINDS.filter((kind) => attached.has(kind)).map((kind) =>
      option('attached', kind, said.attachedTo[kind]),
    ),
    ...EXPOSURE_LEVELS.filter((level) => reach.has(level)).map((level) =>
      option('reach', level, words.groups.reach[level]),
    ),
    ...[...occurring((item) => item.vpcId ?? '')].filter(isSaid).map((vpcId) => option('vpcId', vpcId)),
    ...[...occurring((item) => item.ownerId)].map((ownerId) => option('ownerId', ownerId)),
    ...[...makers].map((maker) => option('madeBy', maker, said.maker[maker])),
  ];
}

/** True where that port is among the row's open ports, as the row says them: `22, 8000-8100`, or `all`. */
export function isPortIn(openPorts: unknown, port: unknown): boolean {
  if (typeof openPorts !== 'string' || openPorts === '') return false;
  if (openPorts === 'all') return true;
  const wanted = Number(port);
  return openPorts.split(',').some((text) => {
    const [from, to = from] = (text.match(/\d+/g) ?? []).map(Number);
    return from !== undefined && to !== undefined && from <= wanted && wanted <= to;
  });
}

type Labels = Readonly<Record<string, string>>;

const SEVERITIES: Labels = { ...words.groups.severity, none: words.groups.table.nothing };

function portsOf(items: readonly GroupItem[]): readonly string[] {
  const texts = items.flatMap(({ openPorts }) => openPorts.split(', '));
  const ports = new Set(texts.flatMap((text) => /^\d+(?=$|\/)/.exec(text) ?? []));
  return [...ports].toSorted((one, other) => Number(one) - Number(other));
}

function labelled(key: keyof GroupItem, propertyLabel: string) {
  return { key, propertyLabel, groupValuesLabel: said.values(propertyLabel) };
}

/** Compared by value, shown by name. */
function named(
  key: keyof GroupItem,
  label: string,
  name: (value: string) => string | undefined,
): PropertyFilterProps.FilteringProperty {
  const format = (value: unknown) => name(String(value)) ?? String(value);
  return {
    ...labelled(key, label),
    operators: ['=' as const, '!=' as const].map((operator) => ({ operator, format })),
  };
}

function option(
  propertyKey: keyof GroupItem,
  value: string,
  label?: string,
): PropertyFilterProps.FilteringOption {
  return { propertyKey, value, ...(label === undefined ? {} : { label }) };
}

function findingName(id: unknown): string {
  return String(id) in CATALOGUE ? CATALOGUE[id as GroupRuleId].title : String(id);
}

function includes(ids: unknown, id: unknown): boolean {
  return Array.isArray(ids) && ids.includes(id);
}

function isTextIn(item: unknown, text: string): boolean {
  return (item as GroupItem).text.includes(text.trim().toLowerCase());
}

function isSaid(text: string): boolean {
  return text !== '';
}
