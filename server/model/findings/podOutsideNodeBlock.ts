import { type Address, formatAddress } from '../../../shared/net/address.ts';
import { containsAddress, formatCidr, hostCidr } from '../../../shared/net/cidr.ts';
import { readAddress } from '../../../shared/net/readAddress.ts';
import type { PodRecord } from '../../records/records.ts';
import { isLive } from '../claims.ts';
import type { NodeState } from '../nodeStates.ts';
import type { PodOnNode, PodRule } from './rule.ts';
import type { Facts } from './surroundings.ts';
import { named } from './words.ts';

/**
 * A pod whose address its node's blocks do not have, though it is of the pod range or of another node's block: packets for it go to
 * another node, or nowhere. Pods elsewhere have their address from somebody else (a CNI whose objects are not read).
 */
export const podOutsideNodeBlock: PodRule = {
  code: 'pod-outside-node-block',
  severity: 'warning',
  title: (count) =>
    count === 1 ? '1 pod has an address outside the block of its node' : `${count} pods have an address outside the block of their node`,
  remedy: 'Recreate the pod. Where there are many on one node, it was made again under running pods: drain it.',
  when: ({ podCIDRsRule }) => podCIDRsRule,
  holds: (state, facts) => stray(state, facts).length > 0,
  tell: (state, cluster) => {
    const { record, node } = state;
    const addresses = stray(state, cluster.findings.facts);
    const texts = addresses.map(formatAddress);
    const owners = addresses.flatMap((address) => {
      const [block] = cluster.blocks.covering(hostCidr(address));
      return block ? [`${formatCidr(block)} of ${named(cluster.blockClaims.names(cluster.blocks.nodes(block)))}`] : [];
    });
    const lies =
      owners.length > 0
        ? `It lies in ${owners.join(' and ')}: packets for the pod go there.`
        : 'No node has a block with it: nothing routes packets to the pod.';
    return {
      title: `Pod ${record.namespace}/${record.name} has ${texts.join(' and ')}, outside the block of its node`,
      detail: `Node ${record.nodeName} has ${(node?.blocks ?? []).map(formatCidr).join(', ')}. ${lies}`,
      objects: [
        { kind: 'Pod', namespace: record.namespace, name: record.name },
        { kind: 'Node', name: record.nodeName },
      ],
      ...(texts[0] === undefined ? {} : { address: texts[0] }),
    };
  },
};

function stray({ outside, inBlock }: PodOnNode, { podRanges }: Facts): Address[] {
  return outside.filter((address) => podRanges.some((range) => containsAddress(range, address)) || inBlock(address));
}

/** The addresses of a pod that are outside its node's blocks, whoever's they are otherwise. */
export function outsideBlocks(record: PodRecord, node: NodeState | undefined): Address[] {
  if (!node?.record || node.blocks.length === 0 || record.hostNetwork || !isLive(record)) return [];
  return record.podIPs.flatMap((text) => {
    const address = readAddress(text)?.address;
    if (!address || !node.blocks.some(({ family }) => family === address.family)) return [];
    return node.blocks.some((block) => containsAddress(block, address)) ? [] : [address];
  });
}
