import type { Outcome } from "../../words/outcome.ts";
import type { CheckJson, VerdictJson } from "../verdict-json.ts";

/** One certificate of a chain, the signer's first. */
export interface ReportedLink {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
  readonly anchor: boolean;
  readonly source: string;
}

interface Proven {
  readonly chain?: readonly ReportedLink[] | undefined;
  readonly algorithms?:
    | { readonly digest: string; readonly signature: string; readonly keyBits: number | null }
    | null
    | undefined;
  readonly revocationKnownAt?: string | null | undefined;
}

type Base = VerdictJson["facts"];

/** The facts of `verify --json`; what an older result does not carry is simply absent. */
export interface ReportedFacts
  extends Pick<
    Base,
    | "number"
    | "fingerprint"
    | "title"
    | "kind"
    | "purpose"
    | "members"
    | "parties"
    | "receipt"
    | "gaps"
    | "planned"
    | "timeline"
  > {
  readonly timestamps: readonly (Base["timestamps"][number] & Proven)[];
  readonly signer: (NonNullable<Base["signer"]> & Proven) | null;
  readonly format?: string | null;
  readonly id?: string | null;
  readonly sequence?: {
    readonly vault: string;
    readonly network: string | null;
    readonly n: number;
    readonly previous: string | null;
  } | null;
  readonly relations?: readonly {
    readonly type: string;
    readonly target: { readonly evidence: string; readonly fingerprint: string };
  }[];
  readonly editions?: readonly {
    readonly n: number;
    readonly closedAt: string | null;
    readonly file: string;
  }[];
  readonly evidenceRecords?: readonly {
    readonly file: string;
    readonly chains: number;
    readonly tokens: number;
    readonly existedBy: string | null;
    readonly digests: readonly string[];
  }[];
  readonly custody?: readonly {
    readonly n: number;
    readonly act: string;
    readonly actor: string | null;
    readonly time: string;
    readonly file: string;
  }[];
  readonly environment?: {
    readonly software: {
      readonly name: string;
      readonly version: string;
      readonly digest: string | null;
    };
    readonly device: { readonly id: string; readonly os: string };
    readonly via: string;
    readonly clock: {
      readonly source: string;
      readonly capturedAt: string;
      readonly offset: number | null;
    };
  } | null;
}

/** The verdict on one input, as `verify --json` prints it. */
export interface ReportedVerdict {
  readonly path: string;
  readonly outcome: Outcome;
  readonly practice: boolean;
  readonly checks: readonly CheckJson[];
  readonly facts: ReportedFacts;
}

/** What `verify --json` prints, and the moment at which was judged. */
export interface ReportInput {
  readonly outcome: Outcome;
  readonly packages: readonly ReportedVerdict[];
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  readonly comparison?: { readonly checks: readonly CheckJson[] } | null;
  readonly trust?: {
    readonly digest: string;
    readonly roots: number;
    readonly networks: number;
  };
  readonly policy?: { readonly name: string; readonly digest: string };
  readonly software?: { readonly version: string; readonly digest: string | null };
}
