import type { TimestampFacts } from "../facts.ts";
import type { TokenFacts } from "./token-facts.ts";

/**
 * What a verdict shows of a token.
 *
 * @param file names the token
 * @param closing whether it closes a package
 * @param sound whether none of its own checks failed
 */
export function timestampFacts(
  file: string,
  facts: TokenFacts,
  closing: boolean,
  sound: boolean,
): TimestampFacts {
  const { genTime, authority, policy, practice, trusted, accuracyMs, identity } = facts;
  return {
    file,
    time: genTime,
    authority,
    policy,
    closing,
    practice,
    trusted,
    accuracyMs: accuracyMs ?? null,
    sound,
    identity,
    chain: facts.certificates,
    algorithms: facts.algorithms,
    revocationKnownAt: facts.revocationKnownAt ?? null,
  };
}
