import type { PolicyBlock } from '../records/traffic.ts';
import { kindReader } from './kindReader.ts';
import { type Decoded, many, message, one, text, texts } from './message.ts';
import { type Meta, namedFrom, objectMeta } from './meta.ts';
import { resource } from './resource.ts';

const ipBlock = message('IPBlock', { cidr: text(1), except: texts(2) });
const peer = message('NetworkPolicyPeer', { ipBlock: one(3, ipBlock) });
const spec = message('NetworkPolicySpec', {
  ingress: many(2, message('NetworkPolicyIngressRule', { from: many(2, peer) })),
  egress: many(3, message('NetworkPolicyEgressRule', { to: many(2, peer) })),
});

interface NetworkPolicy {
  readonly metadata?: Meta | null;
  readonly spec?: Decoded<typeof spec> | null;
}

/** Most policies choose their peers by labels alone: those share one list. */
const none: readonly PolicyBlock[] = [];

export const networkPolicyReader = kindReader<'NetworkPolicy', NetworkPolicy>({
  kind: 'NetworkPolicy',
  resource: resource('networking.k8s.io', 'v1', 'networkpolicies'),
  big: true,
  message: message('NetworkPolicy', { metadata: one(1, objectMeta), spec: one(2, spec) }),
  toRecord: ({ metadata, spec }) => {
    const blocks = [
      ...(spec?.ingress ?? []).flatMap((rule) => blocksOf('ingress', rule.from)),
      ...(spec?.egress ?? []).flatMap((rule) => blocksOf('egress', rule.to)),
    ];
    return { kind: 'NetworkPolicy', ...namedFrom(metadata), blocks: blocks.length === 0 ? none : blocks };
  },
});

function blocksOf(direction: PolicyBlock['direction'], peers: readonly Decoded<typeof peer>[] | null | undefined): PolicyBlock[] {
  return (peers ?? []).flatMap((each) =>
    each.ipBlock ? [{ direction, cidr: each.ipBlock.cidr ?? '', except: each.ipBlock.except ?? [] }] : [],
  );
}
