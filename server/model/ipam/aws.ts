import { rangeOfCidr } from '../../../shared/net/addressRange.ts';
import { formatCidr } from '../../../shared/net/cidr.ts';
import { cidrsIn } from './reading.ts';
import type { SaidPool } from './said.ts';

/**
 * Subnets that the annotation vpc.amazonaws.com/pod-eni names. The Amazon VPC CNI writes down no range elsewhere, and what else in the
 * cloud uses a subnet is not seen: what is free of it is unknown.
 */
export function awsPools(subnets: readonly string[]): SaidPool[] {
  const distinct = new Map(cidrsIn(subnets).map((cidr) => [formatCidr(cidr), cidr]));
  return [...distinct].map(([text, cidr]) => ({
    use: 'pod',
    project: 'aws',
    name: text.replace('/', '-'),
    family: cidr.family,
    object: null,
    sources: [{ source: 'Pod annotation vpc.amazonaws.com/pod-eni', confidence: 'observed' }],
    ranges: [rangeOfCidr(cidr)],
    blocks: null,
    keeps: [],
    records: false,
    gives: true,
    declared: false,
    network: '',
  }));
}
