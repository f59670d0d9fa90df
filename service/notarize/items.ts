import { kinds, states, type State } from "../../shared/evidence/states.ts";
import { waysIn } from "../../shared/evidence/descriptor.ts";
import { outcomes } from "../../shared/words/outcome.ts";
import type { StoredItem } from "../vault/items.ts";
import {
  dictionary,
  flag,
  integer,
  list,
  nullable,
  oneOf,
  record,
  text,
  type Shape,
  type ShapeOf,
} from "../vault/shape.ts";
import { capturedMember } from "./captured-member.ts";

/**
 * The facts of an item in each state, as canonical JSON in the vault. Each state extends the one before. Bytes
 * never stand here: an entry of the package is named by its digest and lies in the object store.
 */

/** One file of the package, its bytes in the object store. */
const entry = record({ name: text, sha256: text, size: integer, crc32: integer });
const entries = list(entry);

/** A fault as a fact: why something that was asked for is not there. */
const faultFact = record({ code: text, data: dictionary(textOrNumber) });

const plan = record({
  /** Addresses. */
  authorities: list(text),
  needed: integer,
  /** Origin; null for time-stamps only. */
  network: nullable(text),
  policyDigest: nullable(text),
});

const requested = {
  id: text,
  kind: oneOf(kinds),
  title: text,
  purpose: nullable(text),
  /** Absolute, since it lies outside the home; null once nothing is to be read any more. */
  source: record({ path: text, via: oneOf(waysIn) }),
  plan: plan,
  sm3: flag,
  identity: text,
  /** Folder that gets a copy of the package. */
  out: nullable(text),
  sample: flag,
  requestedAt: integer,
};

const captured = {
  ...requested,
  members: list(capturedMember),
  /** The payload's data entries, in their order. */
  dataEntries: entries,
  bytes: integer,
  device: record({ id: text, key: text, os: text }),
  software: record({ name: text, version: text, digest: nullable(text) }),
  clock: record({ source: text, offset: nullable(integer) }),
  capturedAt: integer,
};

const sealed = {
  ...captured,
  number: text,
  fingerprint: text,
  /** evidence.json, custody.jsonl, data, the payload manifest, the operator's signature. */
  sealedEntries: entries,
  /** Chain and revocation data of the operator's certificate. */
  signerEntries: entries,
  sealedAt: integer,
};

/** One token as it was verified on arrival; its entries are manifest, token, exchange, chain, revocation data. */
export const stamp = record({
  url: text,
  /** What the authority calls itself in its certificate. */
  authority: text,
  policy: text,
  file: text,
  time: integer,
  /** Local clock minus the token's time at arrival, in milliseconds. */
  offset: nullable(integer),
  practice: flag,
  entries,
});

const stamped = {
  ...sealed,
  stamps: list(stamp),
  missing: list(record({ authority: text, fault: faultFact })),
};

const registration = record({
  origin: text,
  index: integer,
  size: integer,
  /** The moment by which a quorum had it, in whole seconds. */
  existedBy: nullable(integer),
  cosignatures: list(record({ institution: text, role: text, time: integer })),
  practice: flag,
  entries,
});

const registered = { ...stamped, registration: nullable(registration) };

const closed = {
  ...registered,
  closing: record({
    url: text,
    authority: text,
    time: integer,
    /** Name of the closing token. */
    file: text,
    /** All that is in the package and in no list above. */
    entries,
  }),
};

const packaged = {
  ...closed,
  package: record({
    /** Relative to the home. */
    path: text,
    name: text,
    size: integer,
    sha256: text,
    /** Where `out` put the copy. */
    copy: nullable(text),
  }),
};

const verified = {
  ...packaged,
  verdict: record({ outcome: oneOf(outcomes), practice: flag, open: list(text) }),
  verifiedAt: integer,
};

/** Reads the facts of each state. */
export const factsOf = {
  requested: record(requested),
  captured: record(captured),
  sealed: record(sealed),
  stamped: record(stamped),
  registered: record(registered),
  closed: record(closed),
  packaged: record(packaged),
  verified: record(verified),
} as const satisfies Readonly<Record<State, Shape<unknown>>>;

export type Items = { readonly [S in State]: ShapeOf<(typeof factsOf)[S]> };
export type Plan = ShapeOf<typeof plan>;
export type EntryFact = ShapeOf<typeof entry>;
export type Stamp = ShapeOf<typeof stamp>;
export type Registration = ShapeOf<typeof registration>;

/** An item with its state, so that a look at `state` says which facts are there. */
export type Item = {
  readonly [S in State]: { readonly state: S; readonly facts: Items[S] };
}[State];

/** Reads an item of the vault; throws `VaultDamage`. */
export function readFacts(stored: Pick<StoredItem, "state" | "facts">): Item {
  const { state, facts } = stored;
  switch (state) {
    case "requested":
      return { state, facts: factsOf.requested(facts, state) };
    case "captured":
      return { state, facts: factsOf.captured(facts, state) };
    case "sealed":
      return { state, facts: factsOf.sealed(facts, state) };
    case "stamped":
      return { state, facts: factsOf.stamped(facts, state) };
    case "registered":
      return { state, facts: factsOf.registered(facts, state) };
    case "closed":
      return { state, facts: factsOf.closed(facts, state) };
    case "packaged":
      return { state, facts: factsOf.packaged(facts, state) };
    case "verified":
      return { state, facts: factsOf.verified(facts, state) };
  }
}

/** The state after `state`; undefined after the last. */
export function stateAfter(state: State): State | undefined {
  return states[states.indexOf(state) + 1];
}

function textOrNumber(value: unknown, at: string): string | number {
  return typeof value === "number" ? integer(value, at) : text(value, at);
}
