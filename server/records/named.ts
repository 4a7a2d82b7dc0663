/** Fields of ObjectMeta that every kind has. Times are milliseconds since 1970. */
export interface Named {
  readonly uid: string;
  readonly resourceVersion: string; // opaque: compared for equality only
  readonly namespace: string; // '' for cluster-wide kinds
  readonly name: string;
  readonly createdAt: number;
  readonly deletedAt: number; // deletionTimestamp: the object is on its way out; 0 otherwise
}
