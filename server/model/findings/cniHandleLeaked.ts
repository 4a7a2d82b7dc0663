import { referenceTo } from '../holders.ts';
import type { HandleRule } from './rule.ts';
import { counted } from './words.ts';

/** What calicoctl ipam check calls a leaked handle. It costs no address, but its count says so, and releasing by handle goes wrong. */
export const cniHandleLeaked: HandleRule = {
  code: 'cni-handle-leaked',
  severity: 'info',
  title: (count) => (count === 1 ? '1 handle counts addresses that nobody has' : `${count} handles count addresses that nobody has`),
  remedy: 'calicoctl ipam check --show-all-ips -o report.json, then calicoctl ipam release --from-report=report.json.',
  needs: ['IPAMBlock.crd.projectcalico.org', 'IPAMHandle.crd.projectcalico.org'],
  holds: ({ gaps }) => gaps.length > 0,
  tell: ({ record, gaps }) => ({
    title: `IPAMHandle ${record.name} counts addresses that its blocks do not have`,
    detail: `${gaps.map(({ cidr, counted: said, found }) => `It counts ${counted(said, 'address', 'addresses')} in ${cidr}, where ${found} ${found === 1 ? 'is' : 'are'}`).join('; ')}.`,
    objects: [referenceTo('IPAMHandle.crd.projectcalico.org', record.name)],
    ...(gaps[0] ? { address: gaps[0].cidr } : {}),
  }),
};
