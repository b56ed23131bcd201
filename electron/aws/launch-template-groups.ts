import { DescribeLaunchTemplateVersionsCommand, type LaunchTemplateVersion } from '@aws-sdk/client-ec2';
import { everyPage, type Asking } from './every-page.ts';

/** How templates name groups: by id, or, for the default network, by name. */
export type TemplateGroups = { readonly groupIds: readonly string[]; readonly names: readonly string[] };

/** The groups that the default or the latest version of any launch template of the region gives to a machine. */
export async function readTemplateGroups(asking: Asking): Promise<TemplateGroups> {
  const ask = { Versions: ['$Default', '$Latest'], MaxResults: 200 };
  const named = await everyPage(
    asking,
    (token, send) => asking.ec2.send(new DescribeLaunchTemplateVersionsCommand({ ...ask, ...token }), send),
    (page) => page.LaunchTemplateVersions?.map(groupsOf),
  );
  return {
    groupIds: [...new Set(named.flatMap(({ groupIds }) => groupIds))],
    names: [...new Set(named.flatMap(({ names }) => names))],
  };
}

function groupsOf({ LaunchTemplateData }: LaunchTemplateVersion): TemplateGroups {
  const { SecurityGroupIds = [], SecurityGroups = [], NetworkInterfaces = [] } = LaunchTemplateData ?? {};
  return {
    groupIds: [...SecurityGroupIds, ...NetworkInterfaces.flatMap(({ Groups = [] }) => Groups)],
    names: SecurityGroups,
  };
}
