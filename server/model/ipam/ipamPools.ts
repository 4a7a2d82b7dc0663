import type { Kind } from '../../records/records.ts';
import { type Pool, poolOf } from '../pool.ts';
import type { Project, SaidPool } from './said.ts';

/** Where records are objects of their own. */
const recordedIn: Partial<Record<Project, Kind>> = { calico: 'IPAMBlock.crd.projectcalico.org', 'kube-ovn': 'IP.kubeovn.io' };

/** A pool of a CNI, an IPAM plugin or a load balancer. Its id names the project, because names are unique in one of them at best. */
export function ipamPool(said: SaidPool): Pool {
  const { use, project, name, family, ranges, blocks, keeps, records, gives, declared, network, object, sources } = said;
  return poolOf(family, ranges, {
    id: `${use}/${project}.${name.replaceAll('/', '.')}/${family}`,
    kind: use,
    name: name.slice(name.indexOf('/') + 1),
    blocks,
    keeps,
    counted: 'live',
    records,
    recordedIn: recordedIn[project] ?? null,
    gives,
    declared,
    network,
    object,
    sources,
    state: !declared ? 'unknown' : gives ? 'ready' : 'disabled',
  });
}
