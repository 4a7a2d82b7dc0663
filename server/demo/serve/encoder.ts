import type { State } from '../cluster/objects.ts';
import { writeFrame, writeListItem, writeObject } from '../encode/envelope.ts';
import type { JsonObject, Message, Writer } from '../encode/message.ts';
import { messageOf } from '../encode/messageOf.ts';
import { status } from '../encode/meta.ts';
import { apiVersionOf, isStored, type Kind, type KindInfo, kindName, type TypedKind } from '../kinds.ts';
import { view } from '../view/view.ts';
import type { Encoding } from './accept.ts';
import { type Failure, statusOf } from './failure.ts';

export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';

const statusType = { apiVersion: 'v1', kind: 'Status' };

/** Writes bodies of objects in both encodings, from one and the same JSON. */
export class Encoder {
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** One object as a body. */
  object(writer: Writer, encoding: Encoding, info: KindInfo, object: State): void {
    const json = view(this.#seed, object);
    const type = { kind: kindName(info), apiVersion: apiVersionOf(info) };
    if (encoding === 'protobuf') writeObject(writer, type, messageFor(info.kind), json);
    else writeJson(writer, { ...type, ...json });
  }

  /** An item of a list: a field of the list, or JSON without the comma, and without kind and apiVersion unless it is a custom one. */
  item(writer: Writer, encoding: Encoding, info: KindInfo, object: State): void {
    const json = view(this.#seed, object);
    if (encoding === 'protobuf') writeListItem(writer, messageFor(info.kind), json);
    else writer.raw(Buffer.from(JSON.stringify(info.isCustom ? { apiVersion: apiVersionOf(info), kind: kindName(info), ...json } : json)));
  }

  event(writer: Writer, encoding: Encoding, info: KindInfo, type: EventType, object: State): void {
    this.#event(writer, encoding, info, type, view(this.#seed, object));
  }

  /** An event that carries a version and nothing else; endsInitial marks the end of a WatchList's initial events. */
  bookmark(writer: Writer, encoding: Encoding, info: KindInfo, version: number, endsInitial: boolean): void {
    const annotations = endsInitial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : undefined;
    const metadata = { resourceVersion: String(version), ...annotations };
    this.#event(writer, encoding, info, 'BOOKMARK', { metadata, ...(isStored(info.kind) ? undefined : emptyBody[info.kind]) });
  }

  error(writer: Writer, encoding: Encoding, failure: Failure): void {
    const json = statusOf(failure);
    if (encoding === 'protobuf') writeFrame(writer, 'ERROR', statusType, status, json);
    else writeJson(writer, { type: 'ERROR', object: json });
  }

  status(writer: Writer, encoding: Encoding, failure: Failure): void {
    const json = statusOf(failure);
    if (encoding === 'protobuf') writeObject(writer, statusType, status, json);
    else writeJson(writer, json);
  }

  #event(writer: Writer, encoding: Encoding, info: KindInfo, event: EventType, json: JsonObject): void {
    const type = { kind: kindName(info), apiVersion: apiVersionOf(info) };
    if (encoding === 'protobuf') writeFrame(writer, event, type, messageFor(info.kind), json);
    else writeJson(writer, { type: event, object: { ...type, ...json } });
  }
}

function messageFor(kind: Kind): Message {
  if (isStored(kind)) throw new RangeError(`${kind} has no protobuf`);
  return messageOf[kind];
}

function writeJson(writer: Writer, value: JsonObject): void {
  writer.raw(Buffer.from(`${JSON.stringify(value)}\n`));
}

/** What Go writes of an object that has nothing but metadata: fields without omitempty stay. */
const emptyBody: Readonly<Record<TypedKind, JsonObject>> = {
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
  ConfigMap: {},
};
