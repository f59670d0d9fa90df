/** One row of an INDEX.tsv with the file's bytes. `rule` is empty for a good vector. */
export interface Vector {
  readonly file: string;
  readonly rule: string;
  readonly bytes: Uint8Array;
}

/** The bytes of a base64 `data:` address, as `?inline` gives them. Throws for any other text. */
export function bytesOfDataUrl(url: string): Uint8Array {
  const comma = url.indexOf(",");
  if (!url.slice(0, comma).endsWith(";base64")) throw new Error(`not base64: ${url.slice(0, 40)}`);
  return Uint8Array.from(atob(url.slice(comma + 1)), (char) => char.charCodeAt(0));
}

/**
 * The vectors of one format.
 *
 * @param files result of `import.meta.glob(..., { query: "?inline", import: "default", eager: true })`
 * @param index text of INDEX.tsv: file (below the folder of INDEX.tsv), rule, source
 * Throws when a row has no file or a file no row, so that none is forgotten.
 */
export function vectorsOf(
  files: Readonly<Record<string, string>>,
  index: string,
): readonly Vector[] {
  const byName = new Map(
    Object.entries(files).map(([path, url]) => [path.split("/").slice(-2).join("/"), url]),
  );
  const rows = index.trimEnd().split("\n").slice(1);
  const vectors = rows.map((row) => {
    const [file = "", rule = ""] = row.split("\t");
    const url = byName.get(file);
    if (url === undefined) throw new Error(`INDEX.tsv names ${file}, which is not there`);
    byName.delete(file);
    return { file, rule, bytes: bytesOfDataUrl(url) };
  });
  if (byName.size > 0) throw new Error(`not in INDEX.tsv: ${[...byName.keys()].join(", ")}`);
  return vectors;
}

export function goodOf(vectors: readonly Vector[]): readonly Vector[] {
  return vectors.filter(({ rule }) => rule === "");
}

/** The bytes of one vector. Throws when there is none of that name. */
export function bytesOf(vectors: readonly Vector[], file: string): Uint8Array {
  const found = vectors.find((vector) => vector.file === file);
  if (found === undefined) throw new Error(`no vector ${file}`);
  return found.bytes;
}
