import type { Descriptor } from "./descriptor.ts";

/**
 * Where a network's nodes can be asked from anywhere: the addresses of its newest institutions, in the descriptor's
 * order, without a slash at their end. One under `.invalid` (RFC 6761 section 6.4) is none: so a practice network
 * of one machine names its institutions, whose port changes.
 */
export function publicAddresses({ epochs }: Descriptor): readonly string[] {
  const urls = (epochs.at(-1)?.institutions ?? []).map(({ url }) => url.replace(/\/+$/u, ""));
  return [...new Set(urls)].filter((url) => !/\.invalid(?::\d+)?$/u.test(hostOf(url)));
}

/** Host and port of an address, as a Host header has them. */
export function hostOf(address: string): string {
  return (/^https:\/\/([^/?]*)/u.exec(address)?.[1] ?? "").toLowerCase();
}
