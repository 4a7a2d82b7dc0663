import { kindReader } from './kindReader.ts';
import { type Decoded, many, message, one, text } from './message.ts';
import { type Meta, namedFrom, objectMeta } from './meta.ts';
import { resource } from './resource.ts';

const backend = message('IngressBackend', { service: one(4, message('IngressServiceBackend', { name: text(1) })) });
const http = message('HTTPIngressRuleValue', { paths: many(1, message('HTTPIngressPath', { backend: one(2, backend) })) });
const rule = message('IngressRule', { ingressRuleValue: one(2, message('IngressRuleValue', { http: one(1, http) })) });
const spec = message('IngressSpec', { defaultBackend: one(1, backend), rules: many(3, rule), ingressClassName: text(4) });
const address = message('IngressLoadBalancerIngress', { ip: text(1), hostname: text(2) });
const status = message('IngressStatus', { loadBalancer: one(1, message('IngressLoadBalancerStatus', { ingress: many(1, address) })) });

/** In JSON what the rule holds stands in the rule itself. */
type Rule = Decoded<typeof rule> & { readonly http?: Decoded<typeof http> | null };

interface Ingress {
  readonly metadata?: Meta | null;
  readonly spec?: (Omit<Decoded<typeof spec>, 'rules'> & { readonly rules?: readonly Rule[] | null }) | null;
  readonly status?: Decoded<typeof status> | null;
}

export const ingressReader = kindReader<'Ingress', Ingress>({
  kind: 'Ingress',
  resource: resource('networking.k8s.io', 'v1', 'ingresses'),
  message: message('Ingress', { metadata: one(1, objectMeta), spec: one(2, spec), status: one(3, status) }),
  toRecord: ({ metadata, spec, status }) => {
    const paths = (spec?.rules ?? []).flatMap((each) => (each.http ?? each.ingressRuleValue?.http)?.paths ?? []);
    const backends = [spec?.defaultBackend, ...paths.map((path) => path.backend)];
    return {
      kind: 'Ingress',
      ...namedFrom(metadata),
      className: spec?.ingressClassName ?? '',
      loadBalancer: (status?.loadBalancer?.ingress ?? []).map((each) => ({ ip: each.ip ?? '', hostname: each.hostname ?? '' })),
      services: [...new Set(backends.flatMap((each) => each?.service?.name || []))],
    };
  },
});
