import type { UnixMs } from "../../bytes/civil-time.ts";
import type { RelationType } from "../../evidence/descriptor.ts";
import type { Finding, Verdict } from "../verdict.ts";

/** One input that has been judged, to be laid beside others. */
export interface ComparedInput {
  /** As its owner calls it; unique among the inputs. */
  readonly path: string;
  readonly verdict: Verdict;
  /**
   * SHA-256 of the whole file, lower-case hex. Only files of one size can be the same, so whoever reads them need
   * digest no others: null or absent for those.
   */
  readonly sha256?: string | null;
}

/** By when something existed at the latest, and who proves it. */
export interface ProvenBy {
  readonly time: UnixMs;
  /** Name of the authority, or origin of the log. */
  readonly by: string;
  readonly kind: "timestamp" | "receipt" | "evidence-record";
  readonly path: string;
  /** The token, receipt or record inside that input. */
  readonly file: string;
  /** Then it has no legal force; it stands here only where nothing else is proven. */
  readonly practice: boolean;
}

/** A member inside one input. */
export interface MemberPlace {
  readonly path: string;
  readonly member: string;
}

/** Inputs that are one file, byte for byte. */
export interface IdenticalFiles {
  readonly sha256: string;
  readonly paths: readonly string[];
}

/** Bytes that are members of several inputs. */
export interface SharedBytes {
  readonly sha256: string;
  readonly size: number;
  readonly places: readonly MemberPlace[];
  /** Over all inputs that hold them and have not failed; null when none of them proves a time. */
  readonly earliest: ProvenBy | null;
}

/** Members that bear one name in several inputs and differ. */
export interface NamedAlike {
  readonly name: string;
  readonly versions: readonly SharedBytes[];
}

/** One item, and the files in which it came: its editions. */
export interface ComparedItem {
  readonly fingerprint: string;
  readonly number: string | null;
  readonly id: string | null;
  /** Earlier editions first; `n` null where the input says of none. */
  readonly editions: readonly {
    readonly path: string;
    readonly n: number | null;
    readonly closedAt: UnixMs | null;
  }[];
  readonly earliest: ProvenBy | null;
}

/** Different items that claim one evidence number, or one id. */
export interface SharedName {
  readonly name: string;
  readonly items: readonly { readonly fingerprint: string; readonly paths: readonly string[] }[];
}

/** A tie that evidence.json names. */
export interface ComparedRelation {
  readonly path: string;
  readonly type: RelationType;
  readonly evidence: string;
  readonly fingerprint: string;
  /** Inputs that are the related item. */
  readonly given: readonly string[];
  /** Inputs that bear its id and are another item, or lack the member that the relation names. */
  readonly contradicted: readonly string[];
}

/** Items of one vault for one network. */
export interface ComparedSequence {
  readonly vault: string;
  readonly network: string | null;
  /** By `n`. */
  readonly places: readonly {
    readonly n: number;
    readonly fingerprint: string;
    readonly previous: string | null;
    readonly paths: readonly string[];
  }[];
  /** Places between those given that nobody gave, both ends included. */
  readonly missing: readonly { readonly from: number; readonly to: number }[];
  /** Places at which different items stand. */
  readonly repeated: readonly number[];
  /** Places whose `previous` is not the item before, which was given. */
  readonly broken: readonly number[];
}

/** A checkpoint that a receipt carries, its log signature and inclusion proven again here. */
export interface ComparedCheckpoint {
  readonly path: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly root: string;
  /** The signed note, whole. */
  readonly note: string;
  /** The receipt, whole: with the note's signature and its inclusion proof. */
  readonly receipt: string;
  /** The key under which the log signature holds. */
  readonly logKey: string;
  /** Institutions whose cosignatures on it hold. */
  readonly cosigned: readonly string[];
}

/** All checkpoints of one log. */
export interface ComparedLog {
  readonly origin: string;
  /** By size; of several receipts with one checkpoint the first. */
  readonly checkpoints: readonly {
    readonly path: string;
    readonly size: number;
    readonly root: string;
  }[];
  /** From each checkpoint to the next larger: whether the files alone show that the one continues the other. */
  readonly steps: readonly {
    readonly from: number;
    readonly to: number;
    readonly shown: boolean;
  }[];
}

/** Two checkpoints of one log that cannot both be true: proof that whoever signed both misbehaved. */
export interface Fork {
  readonly origin: string;
  readonly kind: "same-size" | "subtree" | "root";
  readonly first: ComparedCheckpoint;
  readonly second: ComparedCheckpoint;
  /**
   * The complete subtree that both fix differently, hashes in hex. For `same-size` and `root` undefined: there
   * the roots contradict, at one size or through the larger tree's own subtrees.
   */
  readonly place?: {
    readonly level: number;
    readonly index: number;
    readonly first: string;
    readonly second: string;
  };
  /** Institutions that cosigned both. */
  readonly cosignedBoth: readonly string[];
}

/** A lower bound that one input gives for another: sealed after that checkpoint was known. */
export interface NotBefore {
  readonly path: string;
  /** The input whose receipt carries the checkpoint. */
  readonly checkpointOf: string;
  readonly size: number;
  /**
   * Genuine lower bound: the latest trusted token that was registered under the checkpoint, which is therefore no
   * older than it; null when there is none.
   */
  readonly time: UnixMs | null;
}

/** What several inputs say of each other. It never says which one is true. */
export interface ComparisonFacts {
  readonly identical: readonly IdenticalFiles[];
  readonly items: readonly ComparedItem[];
  readonly shared: readonly SharedBytes[];
  readonly named: readonly NamedAlike[];
  readonly numbers: readonly SharedName[];
  readonly ids: readonly SharedName[];
  readonly relations: readonly ComparedRelation[];
  readonly sequences: readonly ComparedSequence[];
  readonly notBefore: readonly NotBefore[];
  readonly logs: readonly ComparedLog[];
  readonly forks: readonly Fork[];
}

/** To be judged by the policy like the findings of one input; plain values all of it, fit for JSON. */
export interface Comparison {
  readonly findings: readonly Finding[];
  readonly facts: ComparisonFacts;
}
