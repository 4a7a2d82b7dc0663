import { expect, test } from 'vitest';
import { exportName, exportTime } from './exportName.ts';

const time = Date.parse('2026-11-26T19:10:31Z');
test('a file is named for the cluster, the prefix and the minute', () =>
  expect(exportName('demo', '10.244.0.0/16', time)).toBe('cidrscape-demo-10.244.0.0-16-2026-11-26T19-10Z'));
test('what a file system may not take is a dash', () =>
  expect(exportName('arn:aws:eks/prod', 'fd00:244::/48', time)).toBe('cidrscape-arn-aws-eks-prod-fd00-244-48-2026-11-26T19-10Z'));
test('a cluster that is not known yet is left out', () =>
  expect(exportName(undefined, '10.0.0.0/8', time)).toBe('cidrscape-10.0.0.0-8-2026-11-26T19-10Z'));
test('the time of the data is written out', () => expect(exportTime(time)).toBe('2026-11-26 19:10:31 UTC'));
