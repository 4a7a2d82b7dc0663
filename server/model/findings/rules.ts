import { addressHeldTwice } from './addressHeldTwice.ts';
import { addressTextUnreadable } from './addressTextUnreadable.ts';
import { addressTextUnusual } from './addressTextUnusual.ts';
import { cniAddressBorrowed } from './cniAddressBorrowed.ts';
import { cniAddressLeaked } from './cniAddressLeaked.ts';
import { cniHandleLeaked } from './cniHandleLeaked.ts';
import { configMapUnreadable } from './configMapUnreadable.ts';
import { gatewayLacksFamily } from './gatewayLacksFamily.ts';
import { headlessOneFamily } from './headlessOneFamily.ts';
import { ingressLacksFamily } from './ingressLacksFamily.ts';
import { ipaddressUnmanaged } from './ipaddressUnmanaged.ts';
import { ipaddressWithoutService } from './ipaddressWithoutService.ts';
import { kubeProxyLacksFamily } from './kubeProxyLacksFamily.ts';
import { loadBalancerLacksFamily } from './loadBalancerLacksFamily.ts';
import { networkPolicyAnywhereOneFamily } from './networkPolicyAnywhereOneFamily.ts';
import { networkPolicyOneFamily } from './networkPolicyOneFamily.ts';
import { nodeBlockOutsideRange } from './nodeBlockOutsideRange.ts';
import { nodeBlockOverlapsServiceRange } from './nodeBlockOverlapsServiceRange.ts';
import { nodeBlockShared } from './nodeBlockShared.ts';
import { nodeBlocksLeaked } from './nodeBlocksLeaked.ts';
import { nodeFamiliesDisagree } from './nodeFamiliesDisagree.ts';
import { nodeFull } from './nodeFull.ts';
import { nodeLacksFamily } from './nodeLacksFamily.ts';
import { nodeMaskStarves } from './nodeMaskStarves.ts';
import { nodeMaskWastes } from './nodeMaskWastes.ts';
import { nodeNearlyFull } from './nodeNearlyFull.ts';
import { nodePortsFull } from './nodePortsFull.ts';
import { nodePortsNearlyFull } from './nodePortsNearlyFull.ts';
import { nodeWithoutBlock } from './nodeWithoutBlock.ts';
import { podBlocksClaimed } from './podBlocksClaimed.ts';
import { podBlocksFull } from './podBlocksFull.ts';
import { podBlocksNearlyFull } from './podBlocksNearlyFull.ts';
import { podOutsideNodeBlock } from './podOutsideNodeBlock.ts';
import { podsLackFamily } from './podsLackFamily.ts';
import { poolFull } from './poolFull.ts';
import { poolNearlyFull } from './poolNearlyFull.ts';
import { poolOverlapsOutsideRange } from './poolOverlapsOutsideRange.ts';
import { poolOverlapsPool } from './poolOverlapsPool.ts';
import type {
  AddressRule,
  BlockRule,
  ClusterRule,
  HandleRule,
  NodeRule,
  PodRule,
  PoolRule,
  RecordRule,
  Rule,
  ServiceRule,
  TextRule,
  TrafficRule,
} from './rule.ts';
import { serviceAddressGivenTwice } from './serviceAddressGivenTwice.ts';
import { serviceAddressOutsideRanges } from './serviceAddressOutsideRanges.ts';
import { serviceAddressWithoutIpaddress } from './serviceAddressWithoutIpaddress.ts';
import { serviceFamilyExhausted } from './serviceFamilyExhausted.ts';
import { serviceFamilyWithoutReadyEndpoints } from './serviceFamilyWithoutReadyEndpoints.ts';
import { serviceFrozen } from './serviceFrozen.ts';
import { servicePrefersDualHasOne } from './servicePrefersDualHasOne.ts';
import { serviceRangeDeadFamily } from './serviceRangeDeadFamily.ts';
import { serviceRangeDeletionBlocked } from './serviceRangeDeletionBlocked.ts';
import { serviceRangeFlagDisagrees } from './serviceRangeFlagDisagrees.ts';
import { serviceRangeFull } from './serviceRangeFull.ts';
import { serviceRangeNearlyFull } from './serviceRangeNearlyFull.ts';
import { serviceRangeTooWide } from './serviceRangeTooWide.ts';
import { serviceStaticBandFull } from './serviceStaticBandFull.ts';
import { serviceStaticBandNearlyFull } from './serviceStaticBandNearlyFull.ts';
import { slicesLeftOver } from './slicesLeftOver.ts';
import { sourceRangesOneFamily } from './sourceRangesOneFamily.ts';
import { sourcesDisagree } from './sourcesDisagree.ts';

/** Every rule, by what it is about. One more finding is one more file and one more name here. */
export const serviceRules: readonly ServiceRule[] = [
  serviceFamilyWithoutReadyEndpoints,
  servicePrefersDualHasOne,
  serviceFrozen,
  slicesLeftOver,
  loadBalancerLacksFamily,
  sourceRangesOneFamily,
  headlessOneFamily,
];
export const nodeRules: readonly NodeRule[] = [nodeWithoutBlock, nodeFamiliesDisagree, nodeLacksFamily, nodeFull, nodeNearlyFull];
export const podRules: readonly PodRule[] = [podOutsideNodeBlock];
export const addressRules: readonly AddressRule[] = [
  addressHeldTwice,
  serviceAddressGivenTwice,
  serviceAddressWithoutIpaddress,
  ipaddressWithoutService,
  ipaddressUnmanaged,
];
export const blockRules: readonly BlockRule[] = [nodeBlockShared];
export const textRules: readonly TextRule[] = [addressTextUnusual, addressTextUnreadable];
export const recordRules: readonly RecordRule[] = [cniAddressBorrowed];
export const handleRules: readonly HandleRule[] = [cniHandleLeaked];
export const trafficRules: readonly TrafficRule[] = [
  networkPolicyAnywhereOneFamily,
  networkPolicyOneFamily,
  ingressLacksFamily,
  gatewayLacksFamily,
];
export const poolRules: readonly PoolRule[] = [
  serviceRangeFull,
  serviceRangeNearlyFull,
  serviceRangeDeletionBlocked,
  serviceRangeTooWide,
  serviceRangeDeadFamily,
  serviceStaticBandFull,
  serviceStaticBandNearlyFull,
  podBlocksFull,
  podBlocksClaimed,
  podBlocksNearlyFull,
  poolFull,
  poolNearlyFull,
];
export const clusterRules: readonly ClusterRule[] = [
  configMapUnreadable,
  serviceFamilyExhausted,
  serviceAddressOutsideRanges,
  serviceRangeFlagDisagrees,
  sourcesDisagree,
  poolOverlapsPool,
  poolOverlapsOutsideRange,
  cniAddressLeaked,
  nodeBlocksLeaked,
  nodeBlockOutsideRange,
  nodeBlockOverlapsServiceRange,
  nodeMaskWastes,
  nodeMaskStarves,
  nodePortsFull,
  nodePortsNearlyFull,
  podsLackFamily,
  kubeProxyLacksFamily,
];

export const allRules: readonly Rule[] = [
  ...serviceRules,
  ...nodeRules,
  ...podRules,
  ...addressRules,
  ...blockRules,
  ...textRules,
  ...recordRules,
  ...handleRules,
  ...trafficRules,
  ...poolRules,
  ...clusterRules,
];
