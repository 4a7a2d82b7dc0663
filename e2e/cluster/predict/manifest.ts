import type { ServiceRequest, StoredService } from '../../../shared/plan/serviceFields.ts';

/** A Service as the API server writes it, as far as it is touched here. */
export interface Manifest {
  metadata: { name: string; resourceVersion?: string };
  spec: {
    type?: string;
    ipFamilyPolicy?: string;
    ipFamilies?: string[];
    clusterIP?: string;
    clusterIPs?: string[];
    selector?: Record<string, string>;
    externalName?: string;
    ports?: { name: string; port: number }[];
  };
}

export function storedOf({ spec }: Manifest): StoredService {
  return {
    type: spec.type ?? '',
    policy: spec.ipFamilyPolicy ?? null,
    families: spec.ipFamilies ?? [],
    clusterIPs: spec.clusterIPs ?? [],
    selector: Object.keys(spec.selector ?? {}).length > 0,
  };
}

export function manifestOf(name: string, request: ServiceRequest): Manifest {
  const bare: Manifest = { metadata: { name }, spec: { ports: [{ name: 'http', port: 80 }], selector: { app: 'any' } } };
  return written(bare, {
    ...request,
    type: request.type ?? null,
    policy: request.policy ?? null,
    families: request.families ?? null,
    clusterIPs: request.clusterIPs ?? null,
    selector: request.selector ?? true,
  });
}

/** The stored Service with what the request changes: what a PUT sends, whatever version was read. */
export function changed(stored: Manifest, request: ServiceRequest): Manifest {
  const copy = structuredClone(stored);
  delete copy.metadata.resourceVersion;
  return written(copy, request);
}

function written(manifest: Manifest, request: ServiceRequest): Manifest {
  const { spec } = manifest;
  set(spec, 'type', request.type);
  set(spec, 'ipFamilyPolicy', request.policy);
  set(spec, 'ipFamilies', request.families && [...request.families]);
  set(spec, 'clusterIPs', request.clusterIPs && [...request.clusterIPs]);
  if (request.clusterIP !== undefined) set(spec, 'clusterIP', request.clusterIP);
  else if (request.clusterIPs !== undefined) set(spec, 'clusterIP', request.clusterIPs?.[0] ?? null);
  if (request.selector !== undefined) set(spec, 'selector', request.selector ? { app: 'any' } : null);
  if (spec.type === 'ExternalName') spec.externalName = 'example.com';
  return manifest;
}

/** undefined leaves a field alone, null takes it out. */
function set<K extends keyof Manifest['spec']>(spec: Manifest['spec'], field: K, value: Manifest['spec'][K] | null): void {
  if (value === null) delete spec[field];
  else if (value !== undefined) spec[field] = value;
}
