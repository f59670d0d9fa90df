import type { Certificate } from "./certificate.ts";
import type { PathFault } from "./path-rules.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import type { VerifySignature } from "../signature/scheme.ts";
import { equalBytes } from "../bytes/octets.ts";
import { pathFaults, signatureFault } from "./path-rules.ts";
import { remembered } from "../signature/remembered.ts";
import { sameName } from "./name.ts";

export interface PathSearch {
  readonly leaf: Certificate;
  /** Certificates that may lie between, in any order, with strangers and duplicates among them. */
  readonly pool: readonly Certificate[];
  /** Roots that the verifier accepts. */
  readonly anchors: readonly Certificate[];
  readonly at: UnixMs;
  readonly verify: VerifySignature;
  /** Object identifier of the purpose that authorities between must allow. */
  readonly purpose?: string;
}

/** A path runs from the leaf to the anchor, or as far as it could be followed. */
export type PathReport =
  | { readonly kind: "valid"; readonly path: readonly Certificate[] }
  | {
      readonly kind: "invalid";
      readonly path: readonly Certificate[];
      readonly faults: readonly PathFault[];
    }
  | { readonly kind: "unanchored"; readonly path: readonly Certificate[] };

/** Certificates in a path, and what a search may cost before it settles for what it has. */
const maxPathLength = 10;
const maxSignatures = 40;
const maxPaths = 32;

function sameCertificate(a: Certificate, b: Certificate): boolean {
  return equalBytes(a.der, b.der);
}

/** The same name and key again is a loop, whatever certificate carries them. */
function repeats(path: readonly Certificate[], next: Certificate): boolean {
  return path.some((one) => sameName(one.subject, next.subject) && equalBytes(one.spki, next.spki));
}

/** 0 when the key identifiers agree, 1 when one is missing, 2 when they differ. */
function keyIdDistance(child: Certificate, issuer: Certificate): number {
  const wanted = child.extensions.authorityKeyId?.keyId;
  const offered = issuer.extensions.subjectKeyId;
  if (wanted === undefined || offered === undefined) return 1;
  return equalBytes(wanted, offered) ? 0 : 2;
}

interface Candidate {
  readonly issuer: Certificate;
  readonly signed: boolean;
  readonly distance: number;
}

class Search {
  readonly #search: PathSearch;
  readonly #verify: VerifySignature;
  readonly #complete: (readonly Certificate[])[] = [];
  #longest: readonly Certificate[];
  #signatures = 0;

  constructor(search: PathSearch) {
    this.#search = search;
    this.#verify = remembered(search.verify);
    this.#longest = [search.leaf];
  }

  run(): PathReport {
    const { at, leaf, purpose } = this.#search;
    this.#extend([leaf], leaf);
    let best: { path: readonly Certificate[]; faults: readonly PathFault[] } | undefined;
    for (const path of this.#complete) {
      const faults = pathFaults(path, at, this.#verify, purpose);
      if (faults.length === 0) return { kind: "valid", path };
      if (best === undefined || faults.length < best.faults.length) best = { path, faults };
    }
    if (best === undefined) return { kind: "unanchored", path: this.#longest };
    return { kind: "invalid", ...best };
  }

  #extend(path: readonly Certificate[], last: Certificate): void {
    if (this.#complete.length >= maxPaths) return;
    if (this.#search.anchors.some((anchor) => sameCertificate(anchor, last))) {
      this.#complete.push(path);
      return;
    }
    if (path.length > this.#longest.length) this.#longest = path;
    if (path.length >= maxPathLength) return;
    for (const { issuer } of this.#issuersOf(last)) {
      if (!repeats(path, issuer)) this.#extend([...path, issuer], issuer);
    }
  }

  /**
   * Namesakes that signed the child, and those whose key identifier the child names, so that the report
   * can say what is wrong with them; any other namesake is a stranger. The likeliest comes first.
   */
  #issuersOf(child: Certificate): readonly Candidate[] {
    const candidates: Candidate[] = [];
    const namesakes = [...this.#search.anchors, ...this.#search.pool]
      .filter((issuer) => sameName(issuer.subject, child.issuer))
      .map((issuer) => ({ issuer, distance: keyIdDistance(child, issuer) }))
      .sort((a, b) => a.distance - b.distance);
    for (const { issuer, distance } of namesakes) {
      if (this.#signatures >= maxSignatures) break;
      this.#signatures += 1;
      const signed = signatureFault(child, issuer, this.#verify) === undefined;
      if (signed || distance === 0) candidates.push({ issuer, signed, distance });
    }
    return candidates.sort(
      (a, b) => Number(b.signed) - Number(a.signed) || a.distance - b.distance,
    );
  }
}

/**
 * Looks for a path from the leaf to an accepted anchor that is valid at the instant. If none is, the
 * one with the fewest faults is reported; if none reaches an anchor, the longest. The work is bounded
 * (10 certificates, 40 signatures, 32 paths); a leaf that is itself an anchor is a path of one.
 */
export function findPath(search: PathSearch): PathReport {
  return new Search(search).run();
}
