import type { Certificate } from "./certificate.ts";
import type { PolicyMapping } from "./certificate-policies.ts";
import { anyPolicy } from "./certificate-policies.ts";
import { isSelfIssued } from "./certificate.ts";

/** How a path may break the rules on certificate policies (RFC 5280 6.1). */
export const policyRules = [
  /** An authority demands a policy, and none is valid all the way. */
  "policy-required",
  /** anyPolicy is mapped, which is forbidden. */
  "policy-mapping-of-any",
] as const;
export type PolicyRule = (typeof policyRules)[number];

export interface PolicyFault {
  readonly rule: PolicyRule;
  /** Place of the certificate in the path. */
  readonly index: number;
}

/**
 * The valid policies of one certificate, each with those that the next one may name in its place. The tree of the
 * standard is not kept, since only its lowest level decides and whole trees grow beyond any bound.
 */
type Level = ReadonlyMap<string, ReadonlySet<string>>;

const start: Level = new Map([[anyPolicy, new Set([anyPolicy])]]);

/** Counts down to the certificate from which on a demand holds. */
interface Demands {
  readonly explicit: number;
  readonly mapping: number;
  readonly any: number;
}

/** 6.1.3 d, e: the level of a certificate below that of the one above it. */
function levelOf(certificate: Certificate, above: Level, anyAllowed: boolean): Level {
  const named = certificate.extensions.policies?.oids ?? new Set<string>();
  const expected = new Set([...above.values()].flatMap((policies) => [...policies]));
  const level = new Map<string, ReadonlySet<string>>();
  const add = (policy: string): void => void level.set(policy, new Set([policy]));
  for (const policy of named) {
    if (policy !== anyPolicy && (expected.has(policy) || above.has(anyPolicy))) add(policy);
  }
  if (!named.has(anyPolicy) || !anyAllowed) return level;
  for (const policy of expected) if (!level.has(policy)) add(policy);
  return level;
}

/** 6.1.4 b: the mappings of an authority, or what their inhibition leaves. */
function mapped(level: Level, mappings: readonly PolicyMapping[], inhibited: boolean): Level {
  const subjects = new Map<string, Set<string>>();
  for (const { issuer, subject } of mappings) {
    const known = subjects.get(issuer) ?? new Set<string>();
    subjects.set(issuer, known.add(subject));
  }
  const next = new Map(level);
  for (const [issuer, policies] of subjects) {
    if (inhibited) next.delete(issuer);
    else if (level.has(issuer) || level.has(anyPolicy)) next.set(issuer, policies);
  }
  return next;
}

function lowered(count: number, stated: number | undefined): number {
  return Math.min(count, stated ?? count);
}

/** 6.1.4 h, i, j: the demands on what lies below an authority. */
function demandsBelow(certificate: Certificate, demands: Demands): Demands {
  const step = isSelfIssued(certificate) ? 0 : 1;
  const { policyConstraints, inhibitAnyPolicy } = certificate.extensions;
  const counted = (count: number): number => Math.max(0, count - step);
  return {
    explicit: lowered(counted(demands.explicit), policyConstraints?.requireExplicit),
    mapping: lowered(counted(demands.mapping), policyConstraints?.inhibitMapping),
    any: lowered(counted(demands.any), inhibitAnyPolicy),
  };
}

/**
 * Processes certificate policies, mappings and their constraints along a path from leaf to anchor (RFC 5280 6.1),
 * whoever verifies demanding no policy of his own: only what an authority demands can fail. The anchor's own
 * extensions are no part of it. The first fault ends it.
 */
export function policyFaults(path: readonly Certificate[]): readonly PolicyFault[] {
  const length = path.length - 1;
  let demands: Demands = { explicit: length + 1, mapping: length + 1, any: length + 1 };
  let level = start;
  for (let index = length - 1; index >= 0; index -= 1) {
    const certificate = path[index];
    if (certificate === undefined) return [];
    const { policyMappings, policyConstraints } = certificate.extensions;
    const anyAllowed = demands.any > 0 || (index > 0 && isSelfIssued(certificate));
    level = levelOf(certificate, level, anyAllowed);
    const ownDemand = index === 0 ? policyConstraints?.requireExplicit === 0 : false;
    const explicit = index === 0 ? Math.max(0, demands.explicit - 1) : demands.explicit;
    if (level.size === 0 && (explicit === 0 || demands.explicit === 0 || ownDemand)) {
      return [{ rule: "policy-required", index }];
    }
    if (index === 0) return [];
    if (policyMappings.some(({ issuer, subject }) => [issuer, subject].includes(anyPolicy))) {
      return [{ rule: "policy-mapping-of-any", index }];
    }
    level = mapped(level, policyMappings, demands.mapping === 0);
    demands = demandsBelow(certificate, demands);
  }
  return [];
}
