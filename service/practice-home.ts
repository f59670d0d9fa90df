import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeFileDurably } from "../platform/files/durable.ts";
import type { Http } from "../platform/http/http-client.ts";
import { verifySignature } from "../platform/signatures/verify-signature.ts";
import { fail, ok, type Result } from "../shared/bytes/result.ts";
import { toHex } from "../shared/bytes/hex.ts";
import { toUtf8 } from "../shared/bytes/utf8.ts";
import { digestOf } from "../shared/digest/digest.ts";
import { readTrustFile } from "../shared/trust/trust-file.ts";
import { fault, type Fault } from "../shared/words/faults/fault.ts";
import {
  practiceNode,
  practiceNodeHome,
  type PracticeNode,
  type StartNode,
} from "./registration/practice-node.ts";
import type { Authority } from "./stamping/authority.ts";
import { practiceAuthority } from "./stamping/practice-stamping.ts";
import { fetchRevocation } from "./stamping/revocation-fetch.ts";
import { acceptLists, renewLists } from "./trust/issued-lists.ts";
import { acceptItem } from "./trust/owner-trust.ts";

/** The practice network of a home: found or started whenever it is asked for. */
export interface PracticeHome {
  node(signal?: AbortSignal): Promise<Result<PracticeNode, Fault>>;
  authority(signal?: AbortSignal): Promise<Result<Authority, Fault>>;
  /** Takes revocation lists as they were fetched: newer ones of its own authority replace those in the trust folder. */
  fetched(lists: readonly Uint8Array[]): Promise<void>;
}

export interface PracticeHomePorts {
  readonly home: string;
  /** The home's trust folder. */
  readonly trust: string;
  readonly startNode: StartNode;
  readonly http: Http;
}

/**
 * The practice network and authority of a home. On their creation the home accepts both: they are its own. What its
 * owner then removes from the trust folder is not put back.
 */
export function openPracticeHome(ports: PracticeHomePorts): PracticeHome {
  let known: (Found & { readonly at: number }) | undefined;
  /** Digests of lists that the trust folder was compared with; an authority gives the same one for a day. */
  const seen = new Set<string>();

  const find = async (signal?: AbortSignal): Promise<Result<Found, Fault>> => {
    if (known !== undefined && performance.now() - known.at < freshMs) return ok(known);
    const { home, startNode, http } = ports;
    const asked = signal === undefined ? {} : { signal };
    const node = await practiceNode({ home, startNode, http, ...asked });
    if (!node.ok) return node;
    const authority =
      known?.node.bootId === node.value.bootId
        ? ok(known.authority)
        : await practiceAuthority(node.value.url, http, signal);
    if (!authority.ok) return authority;
    const accepted = await acceptOnce(ports, node.value, authority.value, signal);
    if (!accepted.ok) return accepted;
    known = { node: node.value, authority: authority.value, at: performance.now() };
    return ok(known);
  };

  return {
    node: async (signal) => {
      const found = await find(signal);
      return found.ok ? ok(found.value.node) : found;
    },
    authority: async (signal) => {
      const found = await find(signal);
      return found.ok ? ok(found.value.authority) : found;
    },
    fetched: async (lists) => {
      const news = lists.filter((der) => !seen.has(hexDigest(der)));
      if (known === undefined || news.length === 0) return;
      await renewLists(ports.trust, news, known.authority.certificates);
      for (const der of news) seen.add(hexDigest(der));
    },
  };
}

interface Found {
  readonly node: PracticeNode;
  readonly authority: Authority;
}

/** A node that answered so lately is not asked again whether it is there; should it be gone, the step waits and asks. */
const freshMs = 1_000;

const practiceSource = "this home's own practice network";

/** Accepts network, root and revocation lists, unless just this network and root were accepted before. */
async function acceptOnce(
  { home, trust, http }: PracticeHomePorts,
  node: PracticeNode,
  authority: Authority,
  signal: AbortSignal | undefined,
): Promise<Result<void, Fault>> {
  const root = authority.certificates.at(-1);
  if (root === undefined) return ok(undefined);
  const mark = `${hexDigest(node.network)}\n${hexDigest(root)}\n`;
  const file = join(practiceNodeHome(home), "accepted");
  const before = await readFile(file, "utf8").catch(() => "");
  if (before === mark) return ok(undefined);
  for (const bytes of [node.network, root]) {
    const items = readTrustFile(bytes, verifySignature);
    if (!items.ok)
      return fail(fault("TRUST_FILE_REFUSED", { file: "practice", rule: items.fault.rule }));
    for (const item of items.value) {
      const accepted = await acceptItem(trust, item, practiceSource);
      if (!accepted.ok) return accepted;
    }
  }
  // Without them, a package that somebody stripped of its lists would be judged without any.
  const { name, certificates, crlUrls } = authority;
  const { crls } = await fetchRevocation(http, [], crlUrls, signal ?? new AbortController().signal);
  if ((await acceptLists(trust, crls, certificates, practiceSource)) < crlUrls.length)
    return fail(fault("AUTHORITY_UNREACHABLE", { authority: name, detail: "CRL" }));
  await writeFileDurably(file, toUtf8(mark));
  return ok(undefined);
}

function hexDigest(bytes: Uint8Array): string {
  return toHex(digestOf("sha256", bytes));
}
