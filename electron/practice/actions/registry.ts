import type { Action, Actions, JsonAction, JsonActions } from '../action.ts';
import type { JsonServiceName, QueryService } from '../protocol/read-call.ts';
import { accountActions } from './account.ts';
import { freeTierActions } from './free-tier.ts';
import { identityActions } from './identity.ts';
import { imagesActions } from './images.ts';
import { instanceAttributesActions } from './instance-attributes.ts';
import { instanceConnectActions } from './instance-connect.ts';
import { instanceProfilesActions } from './instance-profiles.ts';
import { instanceStatesActions } from './instance-states.ts';
import { instanceTypesActions } from './instance-types.ts';
import { instancesActions } from './instances.ts';
import { internetGatewaysActions } from './internet-gateways.ts';
import { keyPairsActions } from './key-pairs.ts';
import { kmsActions } from './kms.ts';
import { launchTemplatesActions } from './launch-templates.ts';
import { managedInstancesActions } from './managed-instances.ts';
import { networkAclsActions } from './network-acls.ts';
import { networkInterfacesActions } from './network-interfaces.ts';
import { parametersActions } from './parameters.ts';
import { passwordsActions } from './passwords.ts';
import { prefixListsActions } from './prefix-lists.ts';
import { pricesActions } from './prices.ts';
import { quotasActions } from './quotas.ts';
import { regionsActions } from './regions.ts';
import { routesActions } from './routes.ts';
import { runInstancesActions } from './run-instances.ts';
import { securityGroupRulesActions } from './security-group-rules.ts';
import { securityGroupsActions } from './security-groups.ts';
import { snapshotsActions } from './snapshots.ts';
import { subnetsActions } from './subnets.ts';
import { tagActions } from './tag-actions.ts';
import { volumesActions } from './volumes.ts';
import { vpcsActions } from './vpcs.ts';

const QUERY_ACTIONS: Readonly<Record<QueryService, Actions>> = {
  ec2: {
    ...accountActions,
    ...imagesActions,
    ...instanceAttributesActions,
    ...instanceStatesActions,
    ...instanceTypesActions,
    ...instancesActions,
    ...internetGatewaysActions,
    ...keyPairsActions,
    ...launchTemplatesActions,
    ...networkAclsActions,
    ...networkInterfacesActions,
    ...passwordsActions,
    ...prefixListsActions,
    ...regionsActions,
    ...routesActions,
    ...runInstancesActions,
    ...securityGroupRulesActions,
    ...securityGroupsActions,
    ...snapshotsActions,
    ...subnetsActions,
    ...tagActions,
    ...volumesActions,
    ...vpcsActions,
  },
  sts: identityActions,
  iam: instanceProfilesActions,
};

const JSON_ACTIONS: Readonly<Record<JsonServiceName, JsonActions>> = {
  ssm: { ...parametersActions, ...managedInstancesActions },
  pricing: pricesActions,
  servicequotas: quotasActions,
  freetier: freeTierActions,
  kms: kmsActions,
  'ec2-instance-connect': instanceConnectActions,
};

/** The action of this name; undefined where the practice account has none. */
export function queryAction(service: QueryService, name: string): Action | undefined {
  return Object.hasOwn(QUERY_ACTIONS[service], name) ? QUERY_ACTIONS[service][name] : undefined;
}

export function jsonAction(service: JsonServiceName, name: string): JsonAction | undefined {
  return Object.hasOwn(JSON_ACTIONS[service], name) ? JSON_ACTIONS[service][name] : undefined;
}

/** Every action there is, as `ec2:DescribeVpcs`. */
export function actionNames(): readonly string[] {
  return Object.entries({ ...QUERY_ACTIONS, ...JSON_ACTIONS }).flatMap(([service, actions]) =>
    Object.keys(actions).map((name) => `${service}:${name}`),
  );
}
