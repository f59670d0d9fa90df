import { isWellFormed } from "../bytes/utf8.ts";
import { authoritySummary, notice, wellKnownAuthority } from "./authority-summary.ts";
import { identitySummary } from "./identity-summary.ts";
import { itemDetail, itemSummary } from "./item-summary.ts";
import { networkSummary } from "./network-summary.ts";
import {
  digest,
  instant,
  itemId,
  itemReference,
  language,
  line,
  name,
  passphrase,
  sourceId,
} from "./scalars.ts";
import { trustSummary } from "./trust-summary.ts";
import { verifyCalls } from "./verify-calls.ts";
import { z } from "./zod-csp.ts";

const nothing = z.strictObject({});
const items = z.strictObject({ items: z.array(itemSummary).readonly() });
const authorities = z.strictObject({ authorities: z.array(authoritySummary).readonly() });
const trusted = z.strictObject({ trusted: z.array(trustSummary).readonly() });
const identities = z.strictObject({ identities: z.array(identitySummary).readonly() });
const aPath = z.string().min(1).max(32_768);
/** The language of the sentences in the answer; the service's own when absent. */
const lang = language.exactOptional();

/**
 * Every call of the service: what it takes and what it gives. Handlers and clients are mapped types
 * over this table, so a new line fails to compile until both ends exist. Unknown keys are refused.
 */
export const calls = {
  "app.info": {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      runtime: z.string(),
      /** The vault's folder, for people to find it. */
      home: z.string(),
      /** Whether the practice network of this home is there yet. */
      practice: z.strictObject({ ready: z.boolean(), origin: z.string().nullable() }),
    }),
  },

  /** Inside only: paths become sources. The doors for pages have their own ways to make a source. */
  "source.add": {
    input: z.strictObject({
      paths: z.array(aPath).min(1).max(100_000),
      via: z.enum(["cli", "picker", "drop"]),
    }),
    output: z.strictObject({ sources: z.array(sourceId).readonly() }),
  },

  /** Makes the items durable and answers; the runner goes on by itself and tells by events. */
  "evidence.notarize": {
    input: z.strictObject({
      sources: z.array(sourceId).min(1).max(10_000),
      title: line.exactOptional(),
      purpose: line.exactOptional(),
      matter: line.exactOptional(),
      /** Addresses or names; the practice authority when absent. */
      authorities: z.array(name).max(16).exactOptional(),
      needed: z.int().min(1).max(16).exactOptional(),
      /** Origin or name; null for none; the practice network when absent. */
      network: name.nullable().exactOptional(),
      identity: name.exactOptional(),
      sm3: z.boolean().exactOptional(),
      /** Inside only: a folder that gets a copy of each package, remembered through `resume`. */
      out: aPath.exactOptional(),
      /** Marks the bundled sample. Inside only. */
      sample: z.boolean().exactOptional(),
      lang,
    }),
    output: items,
  },
  "evidence.list": {
    input: z.strictObject({
      matter: line.exactOptional(),
      limit: z.int().min(1).max(1000).exactOptional(),
      /** The last item of the page before; newest first. */
      before: itemId.exactOptional(),
      lang,
    }),
    output: items,
  },
  "evidence.get": {
    input: z.strictObject({ id: itemReference, lang }),
    output: z.strictObject({ item: itemDetail }),
  },
  /** Lifts waits and cancels: of the items named, or of all that are not finished. */
  "evidence.resume": {
    input: z.strictObject({ ids: z.array(itemReference).min(1).max(10_000).exactOptional(), lang }),
    output: items,
  },
  "evidence.cancel": {
    input: z.strictObject({ id: itemReference, lang }),
    output: items,
  },
  /** Only the sample can be removed. */
  "evidence.remove": {
    input: z.strictObject({ id: itemReference }),
    output: nothing,
  },
  /** Inside only: copies the package into a folder (`out`) or to one file name (`file`). */
  "evidence.export": {
    input: z.strictObject({
      id: itemReference,
      out: aPath.exactOptional(),
      file: aPath.exactOptional(),
      /** Puts a copy of the verifier page beside the package, which says that the submitter gave it. */
      verifier: z.boolean().exactOptional(),
      lang,
    }),
    output: items,
  },

  ...verifyCalls,

  "identity.show": {
    input: nothing,
    output: identities,
  },
  /** A certificate made by its own key: SIGNER_SELF_DECLARED at every verifier. */
  "identity.create": {
    input: z.strictObject({ name: line, subject: line, passphrase }),
    output: identities,
  },
  "identity.import": {
    input: z.strictObject({
      name: line,
      source: sourceId,
      /** Opens the PKCS#12 file. */
      filePassphrase: z.string().max(1024).refine(isWellFormed),
      /** Protects the key in this home from now on. */
      passphrase,
    }),
    output: identities,
  },
  /** Keeps its three keys open in the service's memory until it ends; items that waited for that go on. */
  "identity.unlock": {
    input: z.strictObject({ name: line, passphrase }),
    output: identities,
  },

  /** Starts the practice node where it is not running. */
  "authority.list": { input: nothing, output: authorities },
  "authority.wellKnown": {
    input: nothing,
    output: z.strictObject({ authorities: z.array(wellKnownAuthority).readonly() }),
  },
  /** `root` becomes trusted only when `rootDigest`, which its owner was shown, is its digest. */
  "authority.add": {
    input: z.strictObject({
      url: name,
      name: line.exactOptional(),
      root: sourceId.exactOptional(),
      rootDigest: digest.exactOptional(),
    }),
    output: z.strictObject({
      authorities: z.array(authoritySummary).readonly(),
      notices: z.array(notice).readonly(),
    }),
  },
  "authority.remove": { input: z.strictObject({ url: name }), output: authorities },

  "trust.list": { input: nothing, output: trusted },
  /** What a root, CRL or network descriptor says, for its owner to compare; nothing is accepted. */
  "trust.preview": {
    input: z.strictObject({ source: sourceId }),
    output: z.strictObject({
      found: z.array(trustSummary).readonly(),
      until: instant.nullable(),
    }),
  },
  /** Accepts what `trust.preview` showed under this digest, and nothing else. */
  "trust.add": {
    input: z.strictObject({ source: sourceId, digest, from: line.exactOptional() }),
    output: trusted,
  },
  "trust.remove": { input: z.strictObject({ file: name }), output: trusted },

  "network.list": {
    input: nothing,
    output: z.strictObject({ networks: z.array(networkSummary).readonly() }),
  },
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
/** What a caller writes. */
export type CallInput<N extends CallName> = z.input<Calls[N]["input"]>;
/** What a handler gets, once parsed. */
export type CallRequest<N extends CallName> = z.output<Calls[N]["input"]>;
/** What a handler gives and, once parsed, a caller gets. */
export type CallOutput<N extends CallName> = z.output<Calls[N]["output"]>;

export function isCallName(value: string): value is CallName {
  return Object.hasOwn(calls, value);
}

/**
 * The same table, typed by name: for a caller or a dispatcher that is generic over the call,
 * `schemas[name].output.parse(value)` has the type of that call's output.
 */
export const schemas: {
  readonly [N in CallName]: {
    readonly input: z.ZodType<CallRequest<N>>;
    readonly output: z.ZodType<CallOutput<N>>;
  };
} = calls;
