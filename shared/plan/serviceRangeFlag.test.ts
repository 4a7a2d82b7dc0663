import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatAddress } from '../net/address.ts';
import { formatCidr } from '../net/cidr.ts';
import { serviceRange } from './serviceRange.ts';
import { serviceRangeFlag } from './serviceRangeFlag.ts';

type Measured = { flag: string } & (
  | { starts: false; message: string }
  | { starts: true; serviceCIDRKubernetes: string[]; ready: boolean; kubernetesServiceAddresses: string[] | null; createService: string }
);

/** What kube-apiserver 1.37.2 made of each value of --service-cluster-ip-range. */
const measured: Measured[] = JSON.parse(readFileSync(new URL('./fixtures/service-range-flags.json', import.meta.url), 'utf8'));

/** Our reason beside the API server's. */
const reasons: Record<string, string> = {
  'error determining service IP ranges for primary service cidr: the service cluster IP range must be at least 8 IP addresses':
    'the first range must have at least 8 addresses',
  '--service-cluster-ip-range[0] and --service-cluster-ip-range[1] must be of different IP family': 'both ranges are of one family',
  '--service-cluster-ip-range must not contain more than two entries': 'there are more than two ranges',
};

test.each(measured)('--service-cluster-ip-range=$flag is read as a real API server reads it', (row) => {
  const flag = serviceRangeFlag(row.flag);
  if (!row.starts) {
    expect(flag).toEqual({
      starts: false,
      why: reasons[row.message] ?? expect.stringContaining('is not a CIDR; between two there is a comma and no blank'),
    });
    return;
  }
  if (!flag.starts) throw new Error(flag.why);
  expect(flag.ranges.map(({ cidr }) => formatCidr(cidr))).toEqual(row.serviceCIDRKubernetes);
  const [primary] = flag.ranges;
  if (!primary) throw new Error('a flag that starts has a range');
  expect(primary.allocates).toBe(row.createService === 'accepted');
  const { first } = serviceRange(primary.cidr);
  expect(first === null ? null : [formatAddress({ family: primary.cidr.family, value: first })]).toEqual(row.kubernetesServiceAddresses);
});

test('the API server names what is not a range by its place, and so do we by its text', () => {
  const named = measured.flatMap((row) => (row.starts || row.message in reasons ? [] : [[row.flag, row.message]]));
  expect(named).toEqual([
    ['10.96.0.0/24, fd00:96::/112', 'service-cluster-ip-range[1] is not an ip net'],
    ['10.96.0.0/24,', 'service-cluster-ip-range[1] is not an ip net'],
  ]);
  expect(serviceRangeFlag('10.96.0.0/24, fd00:96::/112')).toEqual({
    starts: false,
    why: '" fd00:96::/112" is not a CIDR; between two there is a comma and no blank',
  });
  expect(serviceRangeFlag('10.96.0.0/24,')).toMatchObject({ why: '"" is not a CIDR; between two there is a comma and no blank' });
});

test('all 18 measured flags are there, 8 of which the API server does not start with', () => {
  expect(measured).toHaveLength(18);
  expect(measured.filter(({ starts }) => !starts)).toHaveLength(8);
});

test('an IPv6 range wider than /64 is taken, and dead', () => {
  expect(serviceRangeFlag('10.96.0.0/24,fd00:96::/63')).toMatchObject({ ranges: [{ allocates: true }, { allocates: false }] });
});
