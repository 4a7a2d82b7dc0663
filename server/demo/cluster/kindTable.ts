import { type KindInfo, type StoredKind, type StoredKindInfo, typedKinds } from '../kinds.ts';

/** Which kinds a cluster serves: those that it knows field by field, and what was installed beside them. */
export class KindTable {
  readonly #stored = new Map<StoredKind, StoredKindInfo>();

  /** Served from now on; one that is there already stays as it is. */
  install(info: StoredKindInfo): void {
    if (!this.#stored.has(info.kind)) this.#stored.set(info.kind, info);
  }

  remove(kind: StoredKind): void {
    this.#stored.delete(kind);
  }

  get(kind: StoredKind): StoredKindInfo | undefined {
    return this.#stored.get(kind);
  }

  get stored(): readonly StoredKindInfo[] {
    return [...this.#stored.values()];
  }

  /** One entry for each version that a kind is served in, the preferred one first. */
  get served(): readonly KindInfo[] {
    const older = this.stored.flatMap((info) => info.olderVersions.map((version): KindInfo => ({ ...info, version })));
    return [...typedKinds, ...this.#stored.values(), ...older];
  }
}
