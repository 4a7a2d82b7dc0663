import type { CalicoHandleRecord } from '../records/ipam.ts';
import type { EndpointRecord, PodInterface, PodPhase } from '../records/records.ts';
import { PackedShelf } from './packedShelf.ts';
import { address, type Field, flag, list, number, oneOf, struct, text, word } from './rows/fields.ts';
import type { Words } from './rows/words.ts';

const texts: Field<readonly string[]> = list(text);
const words: Field<readonly string[]> = list(word);
const addresses: Field<readonly string[]> = list(address);

/** The kinds of which a cluster may hold a hundred thousand and more, and how each lies in rows. */
export function packedShelves(shared: Words) {
  return {
    Pod: new PackedShelf<'Pod'>(
      'Pod',
      {
        nodeName: word,
        hostNetwork: flag,
        phase: oneOf<PodPhase>(),
        ready: flag,
        podIPs: addresses,
        hostIPs: words, // those of its node
        controlPlaneArgs: texts,
        interfaces: list(struct<PodInterface>({ network: word, interface: word, ips: addresses, subnets: words })),
        owner: word, // the same for all pods of a ReplicaSet
      },
      shared,
    ),
    EndpointSlice: new PackedShelf<'EndpointSlice'>(
      'EndpointSlice',
      {
        serviceName: text,
        managedBy: word,
        addressType: word,
        endpoints: list(
          struct<EndpointRecord>({
            addresses,
            ready: flag,
            serving: flag,
            terminating: flag,
            nodeName: word,
            zone: word,
            targetKind: word,
            targetNamespace: word,
            targetName: text,
          }),
        ),
      },
      shared,
    ),
    IPAddress: new PackedShelf<'IPAddress'>(
      'IPAddress',
      { parentResource: word, parentNamespace: word, parentName: text, managedBy: word },
      shared,
    ),
    // One a pod, where these are in use.
    'CiliumEndpoint.cilium.io': new PackedShelf<'CiliumEndpoint.cilium.io'>('CiliumEndpoint.cilium.io', { addresses }, shared),
    'IPAMHandle.crd.projectcalico.org': new PackedShelf<'IPAMHandle.crd.projectcalico.org'>(
      'IPAMHandle.crd.projectcalico.org',
      { handle: text, deleted: flag, blocks: list(struct<CalicoHandleRecord['blocks'][number]>({ cidr: word, count: number })) },
      shared,
    ),
    'IP.kubeovn.io': new PackedShelf<'IP.kubeovn.io'>(
      'IP.kubeovn.io',
      { podName: text, podNamespace: word, podType: word, subnet: word, node: word, addresses, kept: flag },
      shared,
    ),
  };
}
