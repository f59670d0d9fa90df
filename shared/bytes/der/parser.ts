import type { DerElement } from "./element.ts";
import type { Refuse } from "../attempt.ts";
import type { Result } from "../result.ts";
import { attempt } from "../attempt.ts";
import { refuseContent } from "./content-rules.ts";

/** What one input may cost. Every limit is inclusive. */
export interface DerLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  readonly maxElements: number;
}

/** Enough for every certificate, token and signature; revocation lists pass their own. */
export const defaultDerLimits: DerLimits = {
  maxBytes: 4 * 1024 * 1024,
  maxDepth: 64,
  maxElements: 100_000,
};

const noChildren: readonly DerElement[] = [];

/** An element as offsets, so that a large tree costs little until somebody looks. */
class ParsedElement implements DerElement {
  readonly tag: number;
  readonly start: number;
  readonly children: readonly DerElement[];
  readonly #input: Uint8Array;
  readonly #contentStart: number;
  readonly #end: number;

  constructor(
    input: Uint8Array,
    tag: number,
    start: number,
    contentStart: number,
    end: number,
    children: readonly DerElement[],
  ) {
    this.#input = input;
    this.tag = tag;
    this.start = start;
    this.#contentStart = contentStart;
    this.#end = end;
    this.children = children;
  }

  get content(): Uint8Array {
    return this.#input.subarray(this.#contentStart, this.#end);
  }

  get bytes(): Uint8Array {
    return this.#input.subarray(this.start, this.#end);
  }
}

interface Header {
  readonly tag: number;
  readonly constructed: boolean;
  readonly contentStart: number;
  readonly end: number;
}

class Parser {
  readonly #input: Uint8Array;
  readonly #limits: DerLimits;
  readonly #refuse: Refuse;
  #elements = 0;

  constructor(input: Uint8Array, limits: DerLimits, refuse: Refuse) {
    this.#input = input;
    this.#limits = limits;
    this.#refuse = refuse;
  }

  element(start: number, limit: number, depth: number): { element: DerElement; end: number } {
    if (depth > this.#limits.maxDepth) return this.#refuse("der-too-deep", start);
    this.#elements += 1;
    if (this.#elements > this.#limits.maxElements) {
      return this.#refuse("der-too-many-elements", start);
    }
    const { tag, constructed, contentStart, end } = this.#header(start, limit);
    const children = constructed ? this.#children(contentStart, end, depth + 1) : noChildren;
    const element = new ParsedElement(this.#input, tag, start, contentStart, end, children);
    if (tag < 0x40) refuseContent(element, this.#refuse);
    return { element, end };
  }

  #children(start: number, end: number, depth: number): readonly DerElement[] {
    const children: DerElement[] = [];
    let offset = start;
    while (offset < end) {
      const child = this.element(offset, end, depth);
      children.push(child.element);
      offset = child.end;
    }
    return children;
  }

  #octet(offset: number, limit: number): number {
    const octet = offset < limit ? this.#input[offset] : undefined;
    return octet ?? this.#refuse("der-truncated", offset);
  }

  #header(start: number, limit: number): Header {
    const first = this.#octet(start, limit);
    let tag = first;
    let offset = start + 1;
    if ((first & 0x1f) === 0x1f) {
      // High-tag form: at most three more octets, the first not a leading zero, numbers from 31 on.
      let more = true;
      while (more) {
        const octet = this.#octet(offset, limit);
        if (offset - start > 3) return this.#refuse("der-tag-too-large", start);
        if (offset === start + 1 && (octet === 0x80 || octet < 0x1f)) {
          return this.#refuse("der-tag-not-minimal", start);
        }
        tag = tag * 256 + octet;
        more = octet >= 0x80;
        offset += 1;
      }
    }
    const { length, next } = this.#length(offset, limit);
    if (length > limit - next) return this.#refuse("der-truncated", start);
    return { tag, constructed: (first & 0x20) !== 0, contentStart: next, end: next + length };
  }

  #length(start: number, limit: number): { length: number; next: number } {
    const first = this.#octet(start, limit);
    if (first < 0x80) return { length: first, next: start + 1 };
    if (first === 0x80) return this.#refuse("der-indefinite-length", start);
    const count = first - 0x80;
    if (count > 4) return this.#refuse("der-length-too-large", start);
    let length = 0;
    for (let index = 1; index <= count; index += 1) {
      length = length * 256 + this.#octet(start + index, limit);
    }
    if (length < 0x80 || length < 256 ** (count - 1)) {
      return this.#refuse("der-length-not-minimal", start);
    }
    return { length, next: start + 1 + count };
  }
}

/**
 * The whole tree of one DER element that fills `bytes` exactly (X.690 clauses 8, 10 and 11). Refused:
 * indefinite or non-minimal lengths, non-minimal tags, constructed strings, trailing bytes, values of
 * BOOLEAN, INTEGER, ENUMERATED, BIT STRING, NULL and OBJECT IDENTIFIER that are not distinguished, and
 * whatever passes the limits. The order of a SET OF is left to `isSortedSet`: real tokens break it.
 */
export function parseDer(bytes: Uint8Array, limits: Partial<DerLimits> = {}): Result<DerElement> {
  const bounds = { ...defaultDerLimits, ...limits };
  return attempt((refuse) => {
    if (bytes.length > bounds.maxBytes) return refuse("der-too-large", bounds.maxBytes);
    const { element, end } = new Parser(bytes, bounds, refuse).element(0, bytes.length, 1);
    return end === bytes.length ? element : refuse("der-trailing-bytes", end);
  });
}
