import { describe, expect, it } from 'vitest';
import { OptionError, parseOptions } from './options.ts';
import { demoDefaults } from './startDemo.ts';

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(parseOptions([])).toEqual(demoDefaults);
  });

  it('is read', () => {
    const args = [
      '--port',
      '0',
      '--nodes=5000',
      '--pods',
      '150000',
      '--services',
      '10000',
      '--seed',
      '9',
      '--churn',
      '2.5',
      '--families',
      'IPv6,IPv4',
      '--cni',
      'calico,kube-ovn',
      '--empty',
      '--token',
      'x',
    ];
    expect(parseOptions(args)).toEqual({
      port: 0,
      nodes: 5000,
      pods: 150_000,
      services: 10_000,
      seed: 9,
      churn: 2.5,
      families: ['IPv6', 'IPv4'],
      empty: true,
      cni: ['calico', 'kube-ovn'],
      token: 'x',
    });
  });

  it('may ask for help', () => {
    expect(parseOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [['--prot', '1'], "Unknown option '--prot'"],
    [['--port', '65536'], '--port 65536: a whole number from 0 to 65535'],
    [['--nodes', 'many'], '--nodes many: a whole number from 0 to 30000'],
    [['--pods=-1'], '--pods -1: a whole number from 0 to 3000000'],
    [['--families', 'IPv4,IPv4'], '--families IPv4,IPv4: one of IPv4,IPv6 | IPv6,IPv4 | IPv4 | IPv6'],
    [['--churn', 'fast'], '--churn fast: events a second, from 0 to 100000'],
    [['--cni', 'calico,flannel'], '--cni calico,flannel: none, or a list of calico,cilium,'],
    [['--cni', 'aws,aws'], '--cni aws,aws: none, or a list of'],
    [['--token='], '--token: it is empty'],
    [['extra'], "Unexpected argument 'extra'"],
  ])('%j is refused in one line', (args, message) => {
    expect(() => parseOptions(args)).toThrow(OptionError);
    expect(() => parseOptions(args)).toThrow(message);
  });
});
