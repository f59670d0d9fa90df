import { toHex } from "../../bytes/hex.ts";
import { equalBytes } from "../../bytes/octets.ts";
import type { Result } from "../../bytes/result.ts";

interface Parsed {
  readonly der: Uint8Array;
}

/**
 * The parser with its results remembered: for the same array, which nobody may have changed, as long as it lives, and
 * for equal bytes while they are among the last `maxBytes` octets that were parsed. Tokens of one authority carry the
 * same certificates and lists again and again. A single input larger than a sixteenth of that is not kept.
 */
export function parsedOnce<T extends Parsed>(
  parse: (der: Uint8Array) => Result<T>,
  maxBytes: number,
): (der: Uint8Array) => Result<T> {
  const byArray = new WeakMap<Uint8Array, Result<T>>();
  /** By length and the last octets, which are of a signature; oldest first. */
  const byContent = new Map<string, Extract<Result<T>, { readonly ok: true }>>();
  let kept = 0;

  function forget(name: string): void {
    const old = byContent.get(name);
    if (old === undefined) return;
    kept -= old.value.der.length;
    byContent.delete(name);
  }

  function parsedAnew(der: Uint8Array): Result<T> {
    if (der.length > maxBytes / 16) return parse(der);
    const name = `${String(der.length)} ${toHex(der.subarray(-24))}`;
    const known = byContent.get(name);
    if (known !== undefined && equalBytes(known.value.der, der)) return known;
    // A copy, so that nothing keeps the whole file alive from which it comes.
    const result = parse(der.slice());
    if (!result.ok) return result;
    forget(name);
    byContent.set(name, result);
    kept += der.length;
    for (const oldest of byContent.keys()) {
      if (kept <= maxBytes) break;
      forget(oldest);
    }
    return result;
  }

  return (der) => {
    const result = byArray.get(der) ?? parsedAnew(der);
    byArray.set(der, result);
    return result;
  };
}
