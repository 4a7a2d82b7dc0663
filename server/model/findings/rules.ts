import { nodeFamiliesDisagree } from './nodeFamiliesDisagree.ts';
import { nodeWithoutBlock } from './nodeWithoutBlock.ts';
import type { AddressRule, BlockRule, ClusterRule, NodeRule, PodRule, PoolRule, Rule, ServiceRule, TextRule } from './rule.ts';
import { serviceFamilyWithoutReadyEndpoints } from './serviceFamilyWithoutReadyEndpoints.ts';
import { servicePrefersDualHasOne } from './servicePrefersDualHasOne.ts';
import { serviceRangeDeletionBlocked } from './serviceRangeDeletionBlocked.ts';
import { serviceRangeFull } from './serviceRangeFull.ts';
import { serviceRangeNearlyFull } from './serviceRangeNearlyFull.ts';

/** Every rule, by what it is about. One more finding is one more file and one more name here. */
export const serviceRules: readonly ServiceRule[] = [serviceFamilyWithoutReadyEndpoints, servicePrefersDualHasOne];
export const nodeRules: readonly NodeRule[] = [nodeWithoutBlock, nodeFamiliesDisagree];
export const podRules: readonly PodRule[] = [];
export const addressRules: readonly AddressRule[] = [];
export const blockRules: readonly BlockRule[] = [];
export const textRules: readonly TextRule[] = [];
export const poolRules: readonly PoolRule[] = [serviceRangeFull, serviceRangeNearlyFull, serviceRangeDeletionBlocked];
export const clusterRules: readonly ClusterRule[] = [];

export const allRules: readonly Rule[] = [
  ...serviceRules,
  ...nodeRules,
  ...podRules,
  ...addressRules,
  ...blockRules,
  ...textRules,
  ...poolRules,
  ...clusterRules,
];
