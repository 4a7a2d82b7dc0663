import { describe, expect, test } from 'vitest';
import { importUsage, parseConfig, UsageError, usage } from './config.ts';
import { cniNames } from './demo/cni/cnis.ts';

const defaults = {
  kubeconfig: null,
  context: null,
  demo: false,
  demoNodes: 60,
  demoPods: 2000,
  demoServices: 280,
  demoSeed: 1,
  demoChurn: 3,
  demoFamilies: 'IPv4,IPv6',
  demoCni: 'metallb,kubeadm',
  demoHistoryDays: 56,
  demoEmpty: false,
  host: '127.0.0.1',
  port: 8080,
  basePath: '',
  warnAt: 80,
  dataDir: null,
  history: null,
  historyDays: 30,
  historyMegabytes: 1024,
  ranges: null,
  allowRemote: false,
  logLevel: 'info',
};

/** What differs from the defaults. */
function changed(args: string[], env: Record<string, string> = {}): object {
  const command = parseConfig(args, env);
  if (!('run' in command)) return command;
  return Object.fromEntries(Object.entries(command.run).filter(([name, value]) => Reflect.get(defaults, name) !== value));
}

test('without flags and variables it serves on 127.0.0.1:8080', () => {
  expect(parseConfig([], {})).toEqual({ run: defaults });
});

describe('flags', () => {
  test.each([
    [['--kubeconfig', 'a.yaml', '--context', 'prod'], { kubeconfig: 'a.yaml', context: 'prod' }],
    [['--demo'], { demo: true }],
    [['--demo=true'], { demo: true }],
    [['--demo=false', '--demo-nodes', '5'], { demoNodes: 5 }],
    [['--demo-nodes', '5000', '--demo-pods=150000'], { demo: true, demoNodes: 5000, demoPods: 150_000 }],
    [['--demo-services', '0', '--demo-seed', '4294967295'], { demo: true, demoServices: 0, demoSeed: 4_294_967_295 }],
    [['--demo-churn', '0'], { demo: true, demoChurn: 0 }],
    [['--demo-churn=0.25'], { demo: true, demoChurn: 0.25 }],
    [['--demo-families', 'IPv6'], { demo: true, demoFamilies: 'IPv6' }],
    [['--demo-cni', 'none'], { demo: true, demoCni: 'none' }],
    [['--demo-cni', cniNames.join()], { demo: true, demoCni: cniNames.join() }], // every one that the demo's own program knows
    [['--demo-empty'], { demo: true, demoEmpty: true }],
    [['--demo-history-days', '0'], { demo: true, demoHistoryDays: 0 }],
    [['--ranges', 'ranges.yaml'], { ranges: 'ranges.yaml' }],
    [['--port', '0'], { port: 0 }],
    [['--port', '65535'], { port: 65_535 }],
    [['--port', '1', '--port', '2'], { port: 2 }],
    [['--host', '::1'], { host: '::1' }],
    [['--host', 'localhost'], { host: 'localhost' }],
    [['--host', '127.9.9.9'], { host: '127.9.9.9' }],
    [['--host', '0.0.0.0', '--allow-remote'], { host: '0.0.0.0', allowRemote: true }],
    [['--base-path', '/cidrscape/'], { basePath: '/cidrscape' }],
    [['--base-path', '/a/b-c/d.e_~'], { basePath: '/a/b-c/d.e_~' }],
    [['--base-path', '/'], {}],
    [['--base-path='], {}],
    [['--warn-at', '95'], { warnAt: 95 }],
    [['--warn-at=100'], { warnAt: 100 }],
    [['--data-dir', '/var/lib/cidrscape'], { dataDir: '/var/lib/cidrscape' }],
    [['--history', 'memory'], { history: 'memory' }],
    [['--history', 'postgres://me:secret@db.example:5433/net'], { history: 'postgres://me:secret@db.example:5433/net' }],
    [['--history', 'postgresql://[::1]/net'], { history: 'postgresql://[::1]/net' }],
    [['--history-days', '7', '--history-megabytes', '16'], { historyDays: 7, historyMegabytes: 16 }],
    [['--log-level', 'debug'], { logLevel: 'debug' }],
    [['--help'], { print: 'help' }],
    [['-h'], { print: 'help' }],
    [['--version'], { print: 'version' }],
    [['-v', '--port', '1'], { print: 'version' }],
  ])('%j', (args, expected) => expect(changed(args)).toEqual(expected));
});

test.each(['mysql://a/b', 'postgres://', 'postgres:///net', 'postgres://host', 'disk'])('--history %s is refused', (place) => {
  expect(() => parseConfig(['--history', place], {})).toThrow(`--history: "${place}" is not memory, or the URL of a PostgreSQL`);
});

test.each([
  [['--history', 'postgres://me:secret@host'], 'postgres://me:…@host'],
  [['--history', 'postgres://me:se@cret@host'], 'postgres://me:…@host'],
  [['--history', 'postgres://me:se cret@host'], 'postgres://me:…@host'],
  [['--history', 'postgres:/me:secret@host/data'], 'postgres:/me:…@host/data'],
  [['--history', 'postgres:me:secret@host/data'], 'postgres:me:…@host/data'],
  [['--history', 'me:secret@host/data'], 'me:…@host/data'],
  [['--history', 'postgres//me:secret@host/data'], 'postgres//me:…@host/data'],
  [['--history', "host=h password='sec ret' user=me"], 'host=h password=… user=me'],
  [['--history', 'postgres://host?sslpassword=secret'], 'postgres://host?sslpassword=…'],
  [['--history', 'postgres://me:secret'], 'postgres://me:…'],
  [['--history', 'postgres://me:sec#ret@host/data'], 'postgres://me:…@host/data'],
  [['--history', 'postgres://host?user=me&password=secret'], 'postgres://host?user=me&password=…'],
  [['--history', 'host=h dbname=d password=secret'], 'host=h dbname=d password=…'],
  [['--port', 'postgres://me:secret@host/data'], 'postgres://me:…@host/data'],
  [['postgres://me:secret@host/data'], 'postgres://me:…@host/data'],
  [['import', '--prometheus', 'me:secret@host'], 'me:…@host'],
  [['import', 'http://me:secret@host'], 'http://me:…@host'],
])('a password in what is refused is not repeated: %j', (args, shown) => {
  expect(() => parseConfig(args, {})).toThrow(JSON.stringify(shown));
});

test.each(['postgres://host:5432', 'postgres://[::1]:5432', 'http://host:9090/a:b', 'me@host'])(
  'what is no password is repeated as it is: %s',
  (text) => {
    expect(() => parseConfig(['--history', text], {})).toThrow(JSON.stringify(text));
  },
);

describe('environment', () => {
  test.each([
    [{ CIDRSCAPE_PORT: '9000' }, { port: 9000 }],
    [{ CIDRSCAPE_PORT: '' }, {}],
    [{ CIDRSCAPE_PORT: 'tcp://10.96.0.5:80' }, {}], // the kubelet's, for a Service named cidrscape
    [{ CIDRSCAPE_DEMO: '1' }, { demo: true }],
    [{ CIDRSCAPE_DEMO: 'off' }, {}],
    [{ CIDRSCAPE_DEMO_NODES: '7' }, { demoNodes: 7 }], // a size alone does not hide a cluster
    [{ CIDRSCAPE_DEMO_CNI: 'calico,whereabouts' }, { demoCni: 'calico,whereabouts' }],
    [{ CIDRSCAPE_BASE_PATH: '/x' }, { basePath: '/x' }],
    [{ CIDRSCAPE_LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    [
      { CIDRSCAPE_HOST: '::', CIDRSCAPE_ALLOW_REMOTE: 'yes' },
      { host: '::', allowRemote: true },
    ],
    [{ CIDRSCAPE_KUBECONFIG: 'k' }, { kubeconfig: 'k' }],
    [{ CIDRSCAPE_SERVICE_HOST: '10.96.0.5', CIDRSCAPE_SERVICE_PORT: '80' }, {}],
  ])('%j', (env: Record<string, string>, expected) => expect(changed([], env)).toEqual(expected));

  test('the flag wins over the variable', () => {
    expect(changed(['--port', '1'], { CIDRSCAPE_PORT: 'nonsense' })).toEqual({ port: 1 });
  });
});

describe('a mistake is one line', () => {
  test.each<[string[], Record<string, string>, string]>([
    [['--prot', '1'], {}, 'unknown flag "--prot"; did you mean --port?'],
    [['--kubconfig=x'], {}, 'unknown flag "--kubconfig"; did you mean --kubeconfig?'],
    [['--demonodes', '3'], {}, 'unknown flag "--demonodes"; did you mean --demo-nodes?'],
    [['--halp'], {}, 'unknown flag "--halp"; did you mean --help?'],
    [['--no-demo'], {}, 'unknown flag "--no-demo"; did you mean --demo?'],
    [['--help', '--prot', '1'], {}, 'unknown flag "--prot"; did you mean --port?'],
    [['serve'], {}, 'unexpected argument "serve"; --help lists the flags'],
    [['--port'], {}, '--port needs a value: a whole number from 0 to 65535'],
    [['--port', '--demo'], {}, '--port needs a value: a whole number from 0 to 65535'],
    [['--kubeconfig'], {}, '--kubeconfig needs a value: a file name'],
    [['--port', 'http'], {}, '--port: "http" is not a whole number from 0 to 65535'],
    [['--port=-1'], {}, '--port: "-1" is not a whole number from 0 to 65535'],
    [['--port', '65536'], {}, '--port: "65536" is not a whole number from 0 to 65535'],
    [['--port', '80.5'], {}, '--port: "80.5" is not a whole number from 0 to 65535'],
    [['--port', '1e3'], {}, '--port: "1e3" is not a whole number from 0 to 65535'],
    [['--port='], {}, '--port: "" is not a whole number from 0 to 65535'],
    [['--kubeconfig='], {}, '--kubeconfig: "" is not a file name'],
    [['--demo=maybe'], {}, '--demo: "maybe" is not true or false'],
    [['--demo-pods', '1000001'], {}, '--demo-pods: "1000001" is not a whole number from 0 to 1000000'],
    [['--demo-churn', '100000.5'], {}, '--demo-churn: "100000.5" is not a number from 0 to 100000, with at most three decimals'],
    [['--demo-families', 'ipv4'], {}, '--demo-families: "ipv4" is not one of IPv4 IPv6 IPv4,IPv6 IPv6,IPv4'],
    [['--warn-at', '0'], {}, '--warn-at: "0" is not a whole number from 1 to 100'],
    [['--warn-at', '80%'], {}, '--warn-at: "80%" is not a whole number from 1 to 100'],
    ...['flannel', 'calico,', 'calico,calico', 'none,calico'].map((list): [string[], Record<string, string>, string] => [
      ['--demo-cni', list],
      {},
      `--demo-cni: "${list}" is not none or a list of ${cniNames.join(' ')}, each once`,
    ]),
    [['--log-level', 'verbose'], {}, '--log-level: "verbose" is not one of trace debug info warn error fatal silent'],
    [['--base-path', 'x'], {}, '--base-path: "x" is not a path such as /cidrscape'],
    [['--base-path', '/a/../b'], {}, '--base-path: "/a/../b" is not a path such as /cidrscape'],
    [['--base-path', '//evil.example'], {}, '--base-path: "//evil.example" is not a path such as /cidrscape'],
    [['--base-path', '/"><script>'], {}, '--base-path: "/\\"><script>" is not a path such as /cidrscape'],
    [['--host', 'a b'], {}, '--host: "a b" is not an IP address or a host name'],
    [['--host', '1.2.3.4.5'], {}, '--host: "1.2.3.4.5" is not an IP address or a host name'],
    [
      ['--host', '0.0.0.0'],
      {},
      '--host: "0.0.0.0" can be reached by others, and nobody has to sign in; add --allow-remote if all of them may see the cluster',
    ],
    [
      ['--host', 'dashboard.example'],
      {},
      '--host: "dashboard.example" can be reached by others, and nobody has to sign in; add --allow-remote if all of them may see the cluster',
    ],
    [['--demo', '--kubeconfig', 'x'], {}, '--demo and --kubeconfig exclude each other: give one of them'],
    [['--demo', '--context', 'x'], {}, '--demo and --context exclude each other: give one of them'],
    [[], { CIDRSCAPE_PORT: 'x' }, 'CIDRSCAPE_PORT: "x" is not a whole number from 0 to 65535'],
    [[], { CIDRSCAPE_DEMO_SEED: '-4' }, 'CIDRSCAPE_DEMO_SEED: "-4" is not a whole number from 0 to 4294967295'],
    [['--context', 'x'.repeat(200), '--port', 'y'.repeat(200)], {}, `--port: "${'y'.repeat(80)}…" is not a whole number from 0 to 65535`],
  ])('%j %j', (args, env, line) => {
    expect(() => parseConfig(args, env)).toThrow(new UsageError(line));
    expect(line).not.toContain('\n');
  });
});

test('the usage text names every flag and what it is without it', () => {
  for (const name of Object.keys(defaults)) {
    expect(usage()).toContain(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  }
  expect(usage()).toContain('--port N                the port to listen on; 0: any free one (8080)');
  expect(
    Math.max(
      ...usage()
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(120);
});

describe('import', () => {
  const plain = {
    prometheus: 'http://prometheus:9090',
    prometheusTokenFile: null,
    prometheusToken: null,
    selector: '',
    from: null,
    to: null,
    replace: false,
    dryRun: false,
    kubeconfig: null,
    context: null,
    dataDir: null,
    history: null,
    logLevel: 'warn',
  };
  const url = ['--prometheus', 'http://prometheus:9090'];

  test.each<[string[], Record<string, string>, object]>([
    [url, {}, {}],
    [[], { CIDRSCAPE_PROMETHEUS: 'http://prometheus:9090' }, {}],
    [url, { CIDRSCAPE_PROMETHEUS_TOKEN: 'hush' }, { prometheusToken: 'hush' }],
    [[...url, '--prometheus-token-file', '/run/token'], {}, { prometheusTokenFile: '/run/token' }],
    [['--prometheus=https://me:pw@thanos.example/prometheus'], {}, { prometheus: 'https://me:pw@thanos.example/prometheus' }],
    [
      [...url, '--from', '2026-10-01', '--to', '2026-10-02T03:00:00+02:00'],
      {},
      { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 9, 2, 1) },
    ],
    [[...url, '--selector', 'cluster="prod"'], {}, { selector: 'cluster="prod"' }],
    [[...url, '--selector', 'a!="x", b=~"y|\\\\.\\"z" ,c!~".+"'], {}, { selector: 'a!="x", b=~"y|\\\\.\\"z" ,c!~".+"' }],
    [[...url, '--dry-run', '--replace'], {}, { dryRun: true, replace: true }],
    [
      [...url, '--kubeconfig', 'k', '--context', 'c', '--data-dir', '/d', '--log-level', 'debug'],
      {},
      { kubeconfig: 'k', context: 'c', dataDir: '/d', logLevel: 'debug' },
    ],
    [url, { CIDRSCAPE_HISTORY: 'postgres://me:pw@db/net', CIDRSCAPE_PORT: 'nonsense' }, { history: 'postgres://me:pw@db/net' }],
  ])('%j %j', (args, env, rest) => expect(parseConfig(['import', ...args], env)).toEqual({ import: { ...plain, ...rest } }));

  test.each<[string[], string]>([
    [['import'], 'import needs --prometheus URL: where the past is to be asked for'],
    [['import', '--prometheus', 'prometheus:9090'], '--prometheus: "prometheus:9090" is not an http or https URL'],
    [['import', '--prometheus', 'ftp://me:pw@host'], '--prometheus: "ftp://me:…@host" is not an http or https URL'],
    [['import', ...url, '--prometheus-token', 'hush'], 'unknown flag "--prometheus-token"; did you mean --prometheus-token-file?'],
    [['import', ...url, '--port', '1'], 'unknown flag "--port"; did you mean --to?'],
    [['import', ...url, 'now'], 'unexpected argument "now"; --help lists the flags'],
    [
      ['import', ...url, '--selector', '{cluster="prod"}'],
      '--selector: "{cluster=\\"prod\\"}" is not label matchers such as cluster="prod",job=~"kube-.*"',
    ],
    [
      ['import', ...url, '--selector', 'a="b"} or vector(1) or up{c="d"'],
      '--selector: "a=\\"b\\"} or vector(1) or up{c=\\"d\\"" is not label matchers such as cluster="prod",job=~"kube-.*"',
    ],
    [['import', ...url, '--from', '1.10.2026'], '--from: "1.10.2026" is not a day such as 2026-10-01, or a time as RFC 3339 writes it'],
    [['import', ...url, '--from', '2026-02-30'], '--from: "2026-02-30" is not a day such as 2026-10-01, or a time as RFC 3339 writes it'],
    [['import', ...url, '--from', '2026-10-02', '--to', '2026-10-02'], '--from: it must lie before --to'],
    [['import', ...url, '--history', 'memory'], '--history: "memory" ends with this program; give a PostgreSQL, or --data-dir'],
    [['improt', ...url], 'unknown command "improt"; did you mean import?'],
    [['--port', '1', 'import'], 'unexpected argument "import"; --help lists the flags'],
  ])('%j: one line', (args, line) => expect(() => parseConfig(args, {})).toThrow(new UsageError(line)));

  test('its usage text names its flags, and fits a terminal', () => {
    expect(parseConfig(['import', '--help'], {})).toEqual({ print: 'help-import' });
    expect(parseConfig(['import', '-v'], {})).toEqual({ print: 'version' });
    for (const name of Object.keys(plain).filter((one) => one !== 'prometheusToken'))
      expect(importUsage()).toContain(`  --${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} `);
    expect(
      Math.max(
        ...importUsage()
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(130);
  });
});
