import { randomBytes } from "node:crypto";
import type { Http } from "../../platform/http/http-client.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { publicAddresses } from "../../shared/network/public-addresses.ts";
import { isPracticeOrigin } from "../../shared/trust/practice.ts";
import {
  type TrustedNetwork,
  trustedNetwork,
  type TrustStore,
} from "../../shared/trust/trust-store.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import type { PracticeHome } from "../practice-home.ts";
import { registerWithNetwork } from "../registration/network-registration.ts";
import type { KnownNode } from "../registration/practice-node.ts";
import { register, type Registration } from "../registration/register.ts";
import type { SubmitterKey } from "../registration/submissions.ts";
import type { Authority } from "../stamping/authority.ts";
import { describeAuthority, findAuthority, listAuthorities } from "../stamping/authority-book.ts";
import { practiceAuthorityUrl } from "../stamping/practice-stamping.ts";
import { stamp, type Stamped } from "../stamping/stamp.ts";
import { loadTrust } from "../trust/trust-folder.ts";
import { keepCheckpoint, latestCheckpoint } from "../vault/checkpoints.ts";
import { keepClockMeasurement } from "../vault/clock-measurement.ts";
import { keepSubmission, readSubmission } from "../vault/outbox.ts";
import type { Vault } from "../vault/vault.ts";
import type { ProofFault } from "./steps/proof-ports.ts";
import type { StepPorts } from "./steps/step-ports.ts";

export interface ProofSources {
  readonly vault: Vault;
  readonly http: Http;
  readonly clock: () => UnixMs;
  readonly practice: PracticeHome;
  submitter(identity: string): Promise<SubmitterKey>;
}

/** How soon to ask again for what the practice node or a trust folder did not give. */
const againMs = 2_000;

/** Tokens and receipts for planned names: whatever an address or origin means in this home today. */
export function proofsOf(sources: ProofSources): Pick<StepPorts, "stamp" | "close" | "register"> {
  const { vault, http, clock } = sources;
  const order = async (
    url: string,
    manifest: Uint8Array,
    purpose: "stamp" | "close",
    known: readonly Uint8Array[],
    signal: AbortSignal,
  ) => {
    const authority = await authorityAt(sources, url, signal);
    if (!authority.ok) return fail(authority.fault);
    if (purpose === "close" && authority.value.closes === false) {
      const { name } = authority.value;
      return fail(lasting(fault("AUTHORITY_CANNOT_CLOSE", { authority: name, rule: "-" })));
    }
    const roots = await rootsFor(sources, authority.value);
    if (!roots.ok) return roots;
    const stamped = await stamp(
      { authority: authority.value, manifest, purpose, known, signal },
      { http, clock, randomBytes: randomOctets, verify: verifySignature, roots: roots.value },
    );
    if (stamped.ok) await learn(sources, authority.value, stamped.value);
    return stamped;
  };

  return {
    stamp: (authority, manifest, signal) => order(authority, manifest, "stamp", [], signal),
    close: (authority, manifest, known, signal) =>
      order(authority, manifest, "close", known, signal),
    register: async ({ id, identity, network, fingerprint, tokens }, signal) => {
      const found = await placeOf(sources, network, signal);
      if (!found.ok) return found;
      const place = found.value;
      const wish: Omit<Registration, "node"> = {
        itemId: id,
        home: vault.paths.home,
        fingerprint,
        tokens,
        submitter: await sources.submitter(identity),
        outbox: {
          get: (item) => readSubmission(vault.database, item),
          put: (item, submission) => keepSubmission(vault.database, item, submission),
        },
        checkpoints: {
          latest: async (origin) => (await latestCheckpoint(vault.database, origin))?.note,
          keep: (origin, size, note) => keepCheckpoint(vault.database, origin, { size, note }),
        },
        http,
        clock,
        verify: verifySignature,
        signal,
      };
      const end =
        place.kind === "node"
          ? await register({ ...wish, node: place.node })
          : await registerWithNetwork({ ...wish, network: place.network });
      if (end.kind === "wait") return fail(end);
      if (end.kind === "stop") return fail(lasting(end.fault));
      const { submission, receipt, policy, facts } = end;
      return ok({
        submission,
        receipt,
        policy,
        network: end.network,
        facts: { ...facts, practice: isPracticeOrigin(network) },
      });
    },
  };
}

/** What a token tells beyond itself: how far the local clock is off, and who has been revoked by now. */
async function learn(
  { vault, clock, practice }: ProofSources,
  authority: Authority,
  { offset, crls }: Stamped,
): Promise<void> {
  const { name } = authority;
  await keepClockMeasurement(vault.database, { offset, authority: name, at: clock() });
  // A trust folder that cannot be written costs a renewal, not the token.
  if (authority.practice) await practice.fetched(crls).catch(() => undefined);
}

/** A new array of random bytes: node:crypto's own are a Buffer. */
export function randomOctets(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length));
}

async function authorityAt(
  { vault, practice }: ProofSources,
  url: string,
  signal: AbortSignal,
): Promise<Result<Authority, ProofFault>> {
  if (url === practiceAuthorityUrl) {
    const found = await practice.authority(signal);
    return found.ok ? found : fail({ fault: found.fault, retryAfterMs: againMs });
  }
  const listed = await listAuthorities(vault.paths.authorities);
  if (!listed.ok) return fail(lasting(listed.fault));
  const found = findAuthority(listed.value, url);
  if (found.ok) return found;
  // Typed by its address and never added: asked all the same, without a root to hold it to.
  const described = describeAuthority({ url });
  return described.ok ? described : fail(lasting(described.fault));
}

/** Where a network takes submissions: at this home's own node, or at its institutions. */
type Place =
  | { readonly kind: "node"; readonly node: KnownNode }
  | { readonly kind: "network"; readonly network: TrustedNetwork };

async function placeOf(
  { vault, practice }: ProofSources,
  origin: string,
  signal: AbortSignal,
): Promise<Result<Place, ProofFault>> {
  if (isPracticeOrigin(origin)) {
    const node = await practice.node(signal);
    if (!node.ok) return fail({ fault: node.fault, retryAfterMs: againMs });
    if (node.value.descriptor.origin === origin) return ok({ kind: "node", node: node.value });
  }
  const trust = await loadTrust(vault.paths.trust);
  if (!trust.ok) return fail(lasting(trust.fault));
  const network = trustedNetwork(trust.value, origin);
  // A network of which all institutions live on one machine can be asked only there.
  return network === undefined || publicAddresses(network.descriptor).length === 0
    ? fail(lasting(fault("NETWORK_UNKNOWN", { name: origin })))
    : ok({ kind: "network", network });
}

/** An authority whose own root is configured is held to that one, and no other is read. */
async function rootsFor(
  { vault }: ProofSources,
  { root }: Authority,
): Promise<Result<TrustStore["roots"], ProofFault>> {
  if (root !== null) return ok([]);
  const trust = await loadTrust(vault.paths.trust);
  return trust.ok ? ok(trust.value.roots) : fail(lasting(trust.fault));
}

function lasting(found: Fault): ProofFault {
  return { fault: found, retryAfterMs: null };
}
