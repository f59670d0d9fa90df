import type { Result } from "../bytes/result.ts";

/** How a body is read and written: media type, most bytes, both directions. */
export interface Codec<T> {
  readonly type: string;
  readonly limit: number;
  parse(body: Uint8Array): Result<T>;
  write(value: T): Uint8Array;
}

/** One door of a node. In `path`, `{name}` is a parameter. Server and client both derive from it. */
export interface Route<I, O> {
  readonly method: "GET" | "POST";
  readonly path: `/${string}`;
  readonly request: Codec<I>;
  readonly response: Codec<O>;
}

/** The path with its parameters filled in; throws when one is missing. */
export function pathOf(
  route: Pick<Route<unknown, unknown>, "path">,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  return route.path.replace(/\{([a-zA-Z]+)\}/gu, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new RangeError(`the path needs ${name}`);
    return encodeURIComponent(String(value));
  });
}
