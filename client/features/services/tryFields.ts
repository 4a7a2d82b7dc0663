import type { PredictFields } from '../../data/queries.ts';

const names = ['type', 'policy', 'families', 'clusterIPs'] as const;
export type TryField = (typeof names)[number];

/** A change that is tried on a Service, by field: one that is absent is kept, an empty one taken away. */
export type TryFields = Pick<PredictFields, TryField>;

/** Reads the change as a link holds it: "policy=RequireDualStack&families=". What is no field is dropped. */
export function tryFields(text: string | undefined): TryFields {
  const given = new URLSearchParams(text ?? '');
  const fields: TryFields = {};
  for (const name of names) {
    const value = given.get(name);
    if (value !== null && value.length <= 256) fields[name] = value;
  }
  return fields;
}

/** The change for a link; undefined where it changes nothing. */
export function tryText(fields: TryFields): string | undefined {
  const given = new URLSearchParams();
  for (const name of names) if (fields[name] !== undefined) given.set(name, fields[name]);
  return given.size === 0 ? undefined : given.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
}

/** With one field changed; undefined keeps what the Service has. */
export function tried(fields: TryFields, name: TryField, value: string | undefined): TryFields {
  const { [name]: _, ...rest } = fields;
  return value === undefined ? rest : { ...rest, [name]: value };
}
