import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Http } from "../../platform/http/http-client.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import type { AuthoritySummary } from "../../shared/contract/authority-summary.ts";
import type { CallRequest } from "../../shared/contract/calls.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { sentence } from "../../shared/words/sentence.ts";
import { maxTrustFileBytes } from "../../shared/trust/trust-file.ts";
import { randomOctets } from "../notarize/proofs.ts";
import type { PracticeHome } from "../practice-home.ts";
import type { Authority } from "../stamping/authority.ts";
import {
  describeAuthority,
  keepAuthority,
  listAuthorities,
  removeAuthority,
} from "../stamping/authority-book.ts";
import { tryAuthority } from "../stamping/authority-trial.ts";
import { addTrust } from "../trust/owner-trust.ts";
import { loadTrust } from "../trust/trust-folder.ts";
import { list, record, text } from "../vault/shape.ts";
import type { Handlers } from "./dispatcher.ts";
import type { ServiceParts } from "./service-parts.ts";

export interface AuthorityParts extends ServiceParts {
  readonly practice: PracticeHome;
  readonly http: Http;
  /** Folder of the files that come with the program. */
  readonly resources: string;
}

type AuthorityCall =
  | "authority.list"
  | "authority.wellKnown"
  | "authority.add"
  | "authority.remove";

const wellKnownFile = record({
  authorities: list(record({ url: text, name: text, terms: record({ zh: text, en: text }) })),
});

/** The calls about whom to ask for time-stamps. Adding one asks it once; its root is trusted only on a yes. */
export function authorityHandlers(parts: AuthorityParts): Pick<Handlers, AuthorityCall> {
  const book = parts.vault.paths.authorities;

  return {
    "authority.list": async () => {
      const practice = await parts.practice.authority();
      if (!practice.ok) return practice;
      const listed = await listAuthorities(book);
      if (!listed.ok) return listed;
      return ok({ authorities: [practice.value, ...listed.value].map(summaryOf) });
    },

    "authority.wellKnown": async () => {
      const file = await readFile(join(parts.resources, "authorities.json"), "utf8");
      const { authorities } = wellKnownFile(JSON.parse(file), "authorities.json");
      return ok({ authorities });
    },

    "authority.add": async (request) => {
      const root = await rootOf(parts, request);
      if (!root.ok) return root;
      const described = describeAuthority({
        url: request.url,
        ...(request.name === undefined ? {} : { name: request.name }),
        ...(root.value === undefined ? {} : { certificates: root.value.bytes }),
      });
      if (!described.ok) return described;
      const { root: digest } = described.value;
      if (root.value !== undefined && digest !== request.rootDigest) {
        return fail(fault("TRUST_NOT_CONFIRMED", { digest: digest ?? "" }));
      }
      const tried = await tryOut(parts, described.value);
      if (!tried.ok) return tried;
      if (root.value !== undefined && digest !== null) {
        const { trust } = parts.vault.paths;
        const accepted = await addTrust(trust, root.value.path, digest, request.url);
        if (!accepted.ok) return accepted;
      }
      const kept = await keepAuthority(book, tried.value.authority);
      if (!kept.ok) return kept;
      const notices = tried.value.notices.map(({ code, data }) => ({
        code,
        message: sentence(code, parts.language, data),
        data,
      }));
      return ok({ authorities: [summaryOf(kept.value)], notices });
    },

    "authority.remove": async ({ url }) => {
      const removed = await removeAuthority(book, url);
      return removed.ok ? ok({ authorities: [summaryOf(removed.value)] }) : removed;
    },
  };
}

function summaryOf({ address, name, practice }: Authority): AuthoritySummary {
  return { url: address, name, practice };
}

/** The root file that its owner was shown; refused when it cannot be read. */
async function rootOf(
  parts: AuthorityParts,
  { root }: CallRequest<"authority.add">,
): Promise<Result<{ readonly path: string; readonly bytes: Uint8Array } | undefined, Fault>> {
  if (root === undefined) return ok(undefined);
  const source = parts.sources.find(root);
  if (!source.ok) return source;
  const { path, name } = source.value;
  try {
    const bytes = new Uint8Array(await readFile(path));
    if (bytes.length <= maxTrustFileBytes) return ok({ path, bytes });
    return fail(fault("AUTHORITY_ROOT_REFUSED", { rule: "too-large" }));
  } catch {
    return fail(fault("SOURCE_MISSING", { path: name }));
  }
}

interface Tried {
  readonly authority: Authority;
  readonly notices: readonly Fault[];
}

/** One token over random bytes. Who cannot be reached today may be added; who answers wrongly may not. */
async function tryOut(parts: AuthorityParts, authority: Authority): Promise<Result<Tried, Fault>> {
  const { http, clock } = parts;
  const trust = await loadTrust(parts.vault.paths.trust);
  if (!trust.ok) return trust;
  const { roots } = trust.value;
  const ports = { http, clock, randomBytes: randomOctets, verify: verifySignature, roots };
  const trial = await tryAuthority(authority, ports, AbortSignal.timeout(20_000));
  if (trial.ok) {
    const { cannotClose } = trial.value;
    const notices = cannotClose === undefined ? [] : [cannotClose];
    return ok({ authority: trial.value.authority, notices });
  }
  const { fault: found, retryAfterMs } = trial.fault;
  return retryAfterMs === null ? fail(found) : ok({ authority, notices: [found] });
}
