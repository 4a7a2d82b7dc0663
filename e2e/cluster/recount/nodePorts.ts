import type { Service, Snapshot } from '../snapshot.ts';
import { flagsOf } from './flags.ts';

/** What kube-apiserver takes where --service-node-port-range says nothing. */
const usual = { first: 30000, last: 32767 };

/** Every port that a Service holds of its node, the health check's included, each once. */
export const nodePortsOf = ({ spec }: Service): number[] => {
  const ports = [...(spec.ports ?? []).map(({ nodePort }) => nodePort), spec.healthCheckNodePort];
  return [...new Set(ports.flatMap((port) => (port === undefined || port === 0 ? [] : [port])))];
};

/** KEP-3668: min(max(16, size/32), 128), and none where the size is at most 16. */
function bandSize(size: number): number {
  if (size <= 16) return 0;
  return Math.min(Math.max(16, Math.floor(size / 32)), 128);
}

/** What /nodeports must say, its items aside. */
export function nodePorts(snapshot: Snapshot): object {
  const range = rangeOf(snapshot);
  const held = new Set(snapshot.services.flatMap(nodePortsOf));
  const inside = [...held].filter((port) => port >= range.first && port <= range.last);
  const size = range.last - range.first + 1;
  const band = Array.from({ length: bandSize(size) }, (_, i) => range.first + i);
  return {
    total: held.size,
    range,
    size,
    static: {
      first: band[0] ?? null,
      last: band.at(-1) ?? null,
      size: band.length,
      inUse: band.filter((port) => held.has(port)).length,
      nextFree: band.find((port) => !held.has(port)) ?? null,
    },
    inUse: inside.length,
    free: size - inside.length,
    outside: held.size - inside.length,
  };
}

/** The held ports, in order, with who holds each. */
export function heldPorts(snapshot: Snapshot): object[] {
  const { first, last } = rangeOf(snapshot);
  const staticLast = first + bandSize(last - first + 1) - 1;
  const holders = Map.groupBy(
    snapshot.services.flatMap((service) => nodePortsOf(service).map((port) => ({ port, service }))),
    ({ port }) => port,
  );
  return [...holders.values()]
    .map((held) => {
      const port = held[0]?.port ?? 0;
      const services = held.map(({ service: { metadata } }) => ({ kind: 'Service', namespace: metadata.namespace, name: metadata.name }));
      return { port, services, static: port >= first && port <= staticLast };
    })
    .sort((a, b) => a.port - b.port);
}

function rangeOf(snapshot: Snapshot): { first: number; last: number } {
  for (const { flags } of flagsOf(snapshot, 'kube-apiserver')) {
    const [, first, last] = /^(\d+)-(\d+)$/.exec(flags.get('service-node-port-range') ?? '') ?? [];
    if (first !== undefined && last !== undefined) return { first: Number(first), last: Number(last) };
  }
  return usual;
}
