import type { State } from '../cluster/objects.ts';
import { watchFrame, wrap } from '../encode/envelope.ts';
import { encode, type JsonObject } from '../encode/message.ts';
import { messageOf } from '../encode/messageOf.ts';
import { status } from '../encode/meta.ts';
import { apiVersionOf, type Kind, type KindInfo } from '../kinds.ts';
import { view } from '../view/view.ts';
import type { Encoding } from './accept.ts';
import { type Failure, statusOf } from './failure.ts';

export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

/** Makes bodies of objects in both encodings, from one and the same JSON. */
export class Encoder {
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** One object as a body. */
  object(encoding: Encoding, info: KindInfo, object: State): Uint8Array {
    return this.#whole(encoding, info, view(this.#seed, object));
  }

  /** An item of a list: a bare message, or JSON without kind and apiVersion. */
  item(encoding: Encoding, kind: Kind, object: State): Uint8Array {
    const json = view(this.#seed, object);
    return encoding === 'protobuf' ? encode(messageOf[kind], json) : Buffer.from(JSON.stringify(json));
  }

  event(encoding: Encoding, info: KindInfo, type: EventType, object: State): Uint8Array {
    return this.#event(encoding, info, type, view(this.#seed, object));
  }

  /** An event that carries a version and nothing else; endsInitial marks the end of a WatchList's initial events. */
  bookmark(encoding: Encoding, info: KindInfo, version: number, endsInitial: boolean): Uint8Array {
    const metadata = {
      resourceVersion: String(version),
      ...(endsInitial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : undefined),
    };
    return this.#event(encoding, info, 'BOOKMARK', { metadata, ...emptyBody[info.kind] });
  }

  error(encoding: Encoding, failure: Failure): Uint8Array {
    return encoding === 'protobuf'
      ? watchFrame('ERROR', this.status(encoding, failure))
      : Buffer.from(`${JSON.stringify({ type: 'ERROR', object: statusOf(failure) })}\n`);
  }

  status(encoding: Encoding, failure: Failure): Uint8Array {
    const json = statusOf(failure);
    return encoding === 'protobuf' ? wrap('v1', 'Status', encode(status, json)) : Buffer.from(`${JSON.stringify(json)}\n`);
  }

  #whole(encoding: Encoding, info: KindInfo, json: JsonObject): Uint8Array {
    const apiVersion = apiVersionOf(info);
    return encoding === 'protobuf'
      ? wrap(apiVersion, info.kind, encode(messageOf[info.kind], json))
      : Buffer.from(`${JSON.stringify({ kind: info.kind, apiVersion, ...json })}\n`);
  }

  #event(encoding: Encoding, info: KindInfo, type: EventType, json: JsonObject): Uint8Array {
    if (encoding === 'protobuf') return watchFrame(type, this.#whole(encoding, info, json));
    const object = { kind: info.kind, apiVersion: apiVersionOf(info), ...json };
    return Buffer.from(`${JSON.stringify({ type, object })}\n`);
  }
}

/** What Go writes of an object that has nothing but metadata: fields without omitempty stay. */
const emptyBody: Readonly<Record<Kind, JsonObject>> = {
  Namespace: { spec: {}, status: {} },
  Node: {
    spec: {},
    status: {
      daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
      nodeInfo: {
        machineID: '',
        systemUUID: '',
        bootID: '',
        kernelVersion: '',
        osImage: '',
        containerRuntimeVersion: '',
        kubeletVersion: '',
        kubeProxyVersion: '',
        operatingSystem: '',
        architecture: '',
      },
    },
  },
  Pod: { spec: { containers: null }, status: {} },
  Service: { spec: {}, status: { loadBalancer: {} } },
  EndpointSlice: { addressType: '', endpoints: null, ports: null },
  ServiceCIDR: { spec: { cidrs: null }, status: {} },
  IPAddress: { spec: { parentRef: null } },
};
