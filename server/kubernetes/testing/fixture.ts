import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of a recorded body of a real API server (fixtures/README.md). */
export const fixture = (name: string, cluster: 'dual-v4' | 'cni' | 'traffic' = 'dual-v4'): Buffer =>
  readFileSync(join(import.meta.dirname, '../fixtures', cluster, name));

export const protobufType = 'application/vnd.kubernetes.protobuf';
export const watchType = 'application/vnd.kubernetes.protobuf;stream=watch';
export const jsonType = 'application/json';
