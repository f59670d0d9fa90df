import type { DerElement } from "../bytes/der/element.ts";
import type { GeneralName } from "./general-name.ts";
import type { Refuse } from "../bytes/attempt.ts";
import { constructedTag } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { readGeneralName } from "./general-name.ts";

/** One GeneralSubtree (RFC 5280 4.2.1.10). */
export interface Subtree {
  readonly base: GeneralName;
  /** False when it states a minimum or a maximum, whose meaning no standard gives for these names. */
  readonly unbounded: boolean;
}

/** What an authority says of the names of every certificate below it. A side that is absent is empty. */
export interface NameConstraints {
  readonly permitted: readonly Subtree[];
  readonly excluded: readonly Subtree[];
}

const maxSubtrees = 1000;

function readSubtree(element: DerElement, refuse: Refuse): Subtree {
  const fields = fieldsOf(element, refuse);
  const base = readGeneralName(fields.any(), refuse);
  // A minimum of 0 is the default, so that DER leaves it out: whatever stands here is a bound.
  return { base, unbounded: fields.rest().length === 0 };
}

function readSubtrees(list: DerElement | undefined, refuse: Refuse): readonly Subtree[] {
  if (list === undefined) return [];
  const { children, start } = list;
  if (children.length === 0) return refuse("name-constraints-empty", start);
  if (children.length > maxSubtrees) return refuse("name-constraints-too-many", start);
  return children.map((child) => readSubtree(child, refuse));
}

/** Reads NameConstraints: permitted and excluded subtrees, at most 1000 of each and at least one in all. */
export function readNameConstraints(value: DerElement, refuse: Refuse): NameConstraints {
  const fields = fieldsOf(value, refuse);
  const permitted = readSubtrees(fields.optional(constructedTag(0)), refuse);
  const excluded = readSubtrees(fields.optional(constructedTag(1)), refuse);
  fields.end();
  if (permitted.length + excluded.length === 0) {
    return refuse("name-constraints-empty", value.start);
  }
  return { permitted, excluded };
}
