/**
 * Readers for what the vault itself has written: rows and facts. They turn `unknown` into a type and throw
 * `VaultDamage` where it does not fit, since only a damaged vault or a wrong program gets there.
 */
export type Shape<T> = (value: unknown, at: string) => T;
export type ShapeOf<S> = S extends Shape<infer T> ? T : never;

export class VaultDamage extends Error {
  constructor(at: string) {
    super(`vault: unexpected value at ${at}`);
    this.name = "VaultDamage";
  }
}

export const text: Shape<string> = (value, at) => {
  if (typeof value !== "string") throw new VaultDamage(at);
  return value;
};

export const integer: Shape<number> = (value, at) => {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw new VaultDamage(at);
  return value;
};

export const flag: Shape<boolean> = (value, at) => {
  if (typeof value !== "boolean") throw new VaultDamage(at);
  return value;
};

export const bytes: Shape<Uint8Array> = (value, at) => {
  if (!(value instanceof Uint8Array)) throw new VaultDamage(at);
  return value;
};

export function oneOf<const T extends string>(values: readonly T[]): Shape<T> {
  return (value, at) => {
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw new VaultDamage(at);
    return found;
  };
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, at) => (value === null ? null : shape(value, at));
}

export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new VaultDamage(at);
    return value.map((entry: unknown, n) => shape(entry, `${at}[${String(n)}]`));
  };
}

export type Fields = Readonly<Record<string, Shape<unknown>>>;
export type RecordOf<F extends Fields> = { readonly [K in keyof F]: ShapeOf<F[K]> };

/** An object with these keys; others, of a newer version, are left out. */
export function record<F extends Fields>(fields: F): Shape<RecordOf<F>> {
  return (value, at) => {
    if (typeof value !== "object" || value === null) throw new VaultDamage(at);
    const found = new Map<string, unknown>(Object.entries(value));
    const result = Object.fromEntries(
      Object.entries(fields).map(([key, shape]) => [key, shape(found.get(key), `${at}.${key}`)]),
    );
    if (!isRecordOf(fields, result)) throw new VaultDamage(at);
    return result;
  };
}

/** A string key to values of one shape. */
export function dictionary<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, at) => {
    if (typeof value !== "object" || value === null) throw new VaultDamage(at);
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, shape(entry, `${at}.${key}`)]),
    );
  };
}

export function row<T>(shape: Shape<T>, value: unknown): T {
  return shape(value, "row");
}

function isRecordOf<F extends Fields>(fields: F, value: object): value is RecordOf<F> {
  return Object.keys(fields).every((key) => Object.hasOwn(value, key));
}
