import { attempt, accept, type Refuse } from "../bytes/attempt.ts";
import type { Result } from "../bytes/result.ts";
import { toHex } from "../bytes/hex.ts";
import { linesOf, parseDecimal } from "./text-lines.ts";
import { parseVerifierKey, type VerifierKey } from "./verifier-key.ts";

export interface Witness {
  readonly kind: "witness";
  /** Its name inside the policy file only. */
  readonly name: string;
  readonly key: VerifierKey;
  readonly url: string;
}

export interface WitnessGroup {
  readonly kind: "group";
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly (Witness | WitnessGroup)[];
}

/** A C2SP tlog-policy: whose log it is, and which sets of witnesses suffice. */
export interface QuorumPolicy {
  readonly log: VerifierKey;
  readonly witnesses: readonly Witness[];
  readonly quorum: Witness | WitnessGroup;
}

export const maxPolicyBytes = 64 * 1024;
const maxComponents = 128;
const keywords: readonly string[] = ["log", "witness", "group", "quorum", "all", "any", "none"];
const address = /^https:\/\/[^\s#]+$/u;

/**
 * Reads policy.txt (c2sp.org/tlog-policy), narrowed to what every verifier known to us understands in the same
 * way: one `log` line, an https URL on every witness, `#` only at the start of a comment line, fields parted by
 * single spaces, keywords not used as names, no key twice, every component a member once and part of the quorum.
 */
export function parsePolicy(bytes: Uint8Array): Result<QuorumPolicy> {
  return attempt((refuse) => {
    const reader = new PolicyReader(refuse);
    for (const { text, at } of linesOf(bytes, maxPolicyBytes, refuse)) {
      if (text !== "" && !text.startsWith("#")) reader.line(text, at);
    }
    return reader.end();
  });
}

class PolicyReader {
  readonly #refuse: Refuse;
  readonly #free = new Map<string, Witness | WitnessGroup>();
  readonly #names = new Set<string>();
  readonly #keys = new Set<string>();
  readonly #witnesses: Witness[] = [];
  #log: VerifierKey | undefined;
  #quorum: Witness | WitnessGroup | undefined;

  constructor(refuse: Refuse) {
    this.#refuse = refuse;
  }

  line(text: string, at: number): void {
    const refuse: Refuse = (rule) => this.#refuse(rule, at);
    if (text.includes("#")) return refuse("policy-comment-in-line");
    const [keyword = "", ...fields] = text.split(" ");
    if (fields.length === 0 || fields.includes("")) return refuse("policy-fields");
    if (this.#quorum !== undefined && keyword !== "log") return refuse("policy-after-quorum");
    switch (keyword) {
      case "log":
        this.#readLog(fields, refuse);
        break;
      case "witness":
        this.#readWitness(fields, refuse);
        break;
      case "group":
        this.#readGroup(fields, refuse);
        break;
      case "quorum":
        this.#readQuorum(fields, refuse);
        break;
      default:
        refuse("policy-keyword");
    }
  }

  end(): QuorumPolicy {
    if (this.#log === undefined) return this.#refuse("policy-without-log");
    if (this.#quorum === undefined) return this.#refuse("policy-without-quorum");
    if (this.#free.size > 0) return this.#refuse("policy-outside-quorum");
    return { log: this.#log, witnesses: this.#witnesses, quorum: this.#quorum };
  }

  #readLog(fields: readonly string[], refuse: Refuse): void {
    const [vkey = "", ...rest] = fields;
    if (rest.length > 1 || rest.some((url) => !address.test(url))) return refuse("policy-log");
    if (this.#log !== undefined) return refuse("policy-second-log");
    this.#log = this.#newKey(vkey, "log", refuse);
  }

  #readWitness(fields: readonly string[], refuse: Refuse): void {
    const [name = "", vkey = "", url = "", ...rest] = fields;
    if (rest.length > 0 || !address.test(url)) return refuse("policy-witness");
    const key = this.#newKey(vkey, "cosignature", refuse);
    const witness: Witness = { kind: "witness", name, key, url };
    this.#define(witness, refuse);
    this.#witnesses.push(witness);
  }

  #readGroup(fields: readonly string[], refuse: Refuse): void {
    const [name = "", rule = "", ...memberNames] = fields;
    const members = memberNames.map((member) => this.#take(member, refuse));
    const threshold = thresholdOf(rule, members.length);
    if (threshold === undefined) return refuse("policy-threshold");
    this.#define({ kind: "group", name, threshold, members }, refuse);
  }

  #readQuorum(fields: readonly string[], refuse: Refuse): void {
    const [name = "", ...rest] = fields;
    if (rest.length > 0 || name === "none") return refuse("policy-quorum");
    this.#quorum = this.#take(name, refuse);
  }

  #newKey(vkey: string, use: VerifierKey["use"], refuse: Refuse): VerifierKey {
    const key = accept(parseVerifierKey(vkey), refuse);
    if (key.use !== use) return refuse("policy-key-type");
    const raw = toHex(key.publicKey);
    if (this.#keys.has(raw)) return refuse("policy-duplicate-key");
    this.#keys.add(raw);
    return key;
  }

  #define(component: Witness | WitnessGroup, refuse: Refuse): void {
    const { name } = component;
    if (keywords.includes(name)) return refuse("policy-name");
    if (this.#names.has(name)) return refuse("policy-duplicate-name");
    if (this.#names.size >= maxComponents) return refuse("policy-too-large");
    this.#names.add(name);
    this.#free.set(name, component);
  }

  #take(name: string, refuse: Refuse): Witness | WitnessGroup {
    const component = this.#free.get(name);
    if (component === undefined) {
      return refuse(this.#names.has(name) ? "policy-used-twice" : "policy-unknown-name");
    }
    this.#free.delete(name);
    return component;
  }
}

function thresholdOf(rule: string, members: number): number | undefined {
  if (members === 0) return undefined;
  if (rule === "all") return members;
  if (rule === "any") return 1;
  const threshold = parseDecimal(rule);
  return threshold !== undefined && threshold >= 1 && threshold <= members ? threshold : undefined;
}

/** Whether the witnesses whose key names are in `cosigned` suffice. */
export function isSatisfied(policy: QuorumPolicy, cosigned: ReadonlySet<string>): boolean {
  const holds = (part: Witness | WitnessGroup): boolean =>
    part.kind === "witness"
      ? cosigned.has(part.key.text)
      : part.members.filter(holds).length >= part.threshold;
  return holds(policy.quorum);
}

/** The fewest cosigners that can satisfy the policy (M of design section 5). */
export function fewestCosigners(policy: QuorumPolicy): number {
  const fewest = (part: Witness | WitnessGroup): number =>
    part.kind === "witness"
      ? 1
      : part.members
          .map(fewest)
          .sort((left, right) => left - right)
          .slice(0, part.threshold)
          .reduce((sum, count) => sum + count, 0);
  return fewest(policy.quorum);
}
