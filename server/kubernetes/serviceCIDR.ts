import { conditionStatus } from './condition.ts';
import { kindReader } from './kindReader.ts';
import { type Decoded, many, message, one, text, texts } from './message.ts';
import { type Meta, namedFrom, objectMeta } from './meta.ts';
import { resource } from './resource.ts';

const spec = message('ServiceCIDRSpec', { cidrs: texts(1) });
const condition = message('MetaCondition', { type: text(1), status: text(2), reason: text(5), message: text(6) });
const status = message('ServiceCIDRStatus', { conditions: many(1, condition) });

interface ServiceCIDR {
  readonly metadata?: Meta | null;
  readonly spec?: Decoded<typeof spec> | null;
  readonly status?: Decoded<typeof status> | null;
}

export const serviceCIDRReader = kindReader<'ServiceCIDR', ServiceCIDR>({
  kind: 'ServiceCIDR',
  resource: resource('networking.k8s.io', 'v1', 'servicecidrs'),
  message: message('ServiceCIDR', { metadata: one(1, objectMeta), spec: one(2, spec), status: one(3, status) }),
  toRecord: ({ metadata, spec, status }) => {
    const ready = status?.conditions?.find((each) => each.type === 'Ready');
    return {
      kind: 'ServiceCIDR',
      ...namedFrom(metadata),
      cidrs: spec?.cidrs ?? [],
      ready: conditionStatus(status?.conditions, 'Ready'),
      reason: ready?.reason ?? '',
      message: ready?.message ?? '',
    };
  },
});
