import type { DerElement } from "./element.ts";
import type { Refuse } from "../attempt.ts";
import { expectTag } from "./readers.ts";
import { tags } from "./element.ts";

/** The fields of a SEQUENCE in their order, each taken once. */
export class DerFields {
  readonly #parent: DerElement;
  readonly #refuse: Refuse;
  #index = 0;

  constructor(parent: DerElement, refuse: Refuse) {
    this.#parent = parent;
    this.#refuse = refuse;
  }

  /** The tag of the next field; undefined at the end. */
  get nextTag(): number | undefined {
    return this.#parent.children[this.#index]?.tag;
  }

  /** The next field, whatever it is; `der-missing-field` at the end. */
  any(): DerElement {
    const child = this.#parent.children[this.#index];
    if (child === undefined) return this.#refuse("der-missing-field", this.#parent.start);
    this.#index += 1;
    return child;
  }

  /** The next field, which must have the tag. */
  take(tag: number): DerElement {
    return expectTag(this.any(), this.#refuse, tag);
  }

  /** The next field if it has the tag. */
  optional(tag: number): DerElement | undefined {
    return this.nextTag === tag ? this.any() : undefined;
  }

  /** The one element inside the next field if that is explicitly tagged so; `der-explicit` if there is not one. */
  optionalExplicit(tag: number): DerElement | undefined {
    const outer = this.optional(tag);
    if (outer === undefined) return undefined;
    const [inner, ...more] = outer.children;
    return inner !== undefined && more.length === 0
      ? inner
      : this.#refuse("der-explicit", outer.start);
  }

  /** Every field that is left. */
  rest(): readonly DerElement[] {
    const left = this.#parent.children.slice(this.#index);
    this.#index = this.#parent.children.length;
    return left;
  }

  /** Refuses `der-unexpected-field` when a field is left. */
  end(): void {
    const extra = this.#parent.children[this.#index];
    if (extra !== undefined) this.#refuse("der-unexpected-field", extra.start);
  }
}

/** The fields of an element that must be a SEQUENCE, or have the given tag. */
export function fieldsOf(
  element: DerElement,
  refuse: Refuse,
  tag: number = tags.sequence,
): DerFields {
  return new DerFields(expectTag(element, refuse, tag), refuse);
}
