import { parseCidrLax } from '../../../shared/net/cidr.ts';
import type { AnyRecord } from '../../records/records.ts';
import { addressIn, cidrsIn, joined, rangeBetween, rangesIn } from './reading.ts';

/** How many texts of an object that declares a pool should be ranges or addresses and are none: of those the pool is made without. */
export function unreadableOfPool(record: AnyRecord): number {
  switch (record.kind) {
    case 'IPPool.crd.projectcalico.org':
      return noCidr([record.cidr]);
    case 'IPReservation.crd.projectcalico.org':
      return noCidr(record.reservedCIDRs);
    case 'CiliumPodIPPool.cilium.io':
      return noCidr(record.ranges.flatMap(({ cidrs }) => cidrs));
    case 'CiliumLoadBalancerIPPool.cilium.io':
      return record.blocks.filter(({ cidr, start, stop }) => !rangeBetween(cidr, start, stop)).length;
    case 'Subnet.kubeovn.io':
      return noCidr(joined(record.cidrBlock)) + noRange([...joined(record.gateway), ...record.excludeIps]);
    case 'IPPool.kubeovn.io':
      return noRange(record.ips);
    case 'ExternalIPPool.crd.antrea.io':
      return record.ranges.filter(({ cidr, start, end }) => !rangeBetween(cidr, start, end)).length;
    case 'IPPool.crd.antrea.io':
      return (
        record.ranges.filter(({ cidr, start, end }) => !rangeBetween(cidr, start, end)).length +
        (record.gateway !== '' && !addressIn(record.gateway) ? 1 : 0)
      );
    case 'NodeSlicePool.whereabouts.cni.cncf.io':
      return noCidr([record.range]);
    case 'IPAddressPool.metallb.io':
      return noRange(record.addresses);
    case 'NetworkAttachmentDefinition.k8s.cni.cncf.io':
      return record.ranges.filter(({ range }) => !parseCidrLax(range.slice(range.indexOf('-') + 1).trim())).length;
    default:
      return 0;
  }
}

function noCidr(texts: readonly string[]): number {
  return texts.length - cidrsIn(texts).length;
}

function noRange(texts: readonly string[]): number {
  return texts.length - rangesIn(texts).length;
}
