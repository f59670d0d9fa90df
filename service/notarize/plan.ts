import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import type { Descriptor } from "../../shared/network/descriptor.ts";
import { publicAddresses } from "../../shared/network/public-addresses.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import { findAuthority } from "../stamping/authority-book.ts";
import type { Authority } from "../stamping/authority.ts";
import { practiceAuthorityName, practiceAuthorityUrl } from "../stamping/practice-stamping.ts";
import type { Plan } from "./items.ts";

/** What a person asked for; absent means the practice authority, the practice network, and all authorities. */
export interface PlanWish {
  readonly authorities?: readonly string[];
  readonly needed?: number;
  readonly network?: string | null;
}

/** What the names of a wish can mean in this home. */
export interface PlanPorts {
  /** The authorities that this home has added. */
  authorities(): Promise<Result<readonly Authority[], Fault>>;
  /** The networks that this home has accepted. */
  networks(): Promise<Result<readonly Descriptor[], Fault>>;
  /** The home's own practice network, which is made and started where it is not. */
  practice(): Promise<Result<{ readonly descriptor: Descriptor; readonly url: string }, Fault>>;
}

/** Turns names into addresses, an origin and a policy, so that the plan can be sealed. */
export async function resolvePlan(wish: PlanWish, ports: PlanPorts): Promise<Result<Plan, Fault>> {
  const names = wish.authorities ?? [];
  if (wish.network === null && names.length === 0) return fail(fault("NO_AUTHORITY_CHOSEN", {}));
  const authorities = await resolveAuthorities(names, ports);
  if (!authorities.ok) return authorities;
  const chosen = authorities.value.length;
  const needed = wish.needed ?? chosen;
  if (needed > chosen) return fail(fault("NEEDED_TOO_MANY", { needed, chosen }));
  const network = await resolveNetwork(wish.network, ports);
  if (!network.ok) return network;
  return ok({
    authorities: authorities.value,
    needed,
    network: network.value?.origin ?? null,
    policyDigest: network.value === null ? null : policyDigestOf(network.value),
  });
}

async function resolveAuthorities(
  names: readonly string[],
  ports: PlanPorts,
): Promise<Result<readonly string[], Fault>> {
  if (names.length === 0) return ok([practiceAuthorityUrl]);
  const known = await ports.authorities();
  if (!known.ok) return known;
  const urls = new Set<string>();
  for (const name of names) {
    const url = await addressOf(name, known.value, ports);
    if (url === undefined) return fail(fault("AUTHORITY_UNKNOWN", { authority: name }));
    urls.add(url);
  }
  return ok([...urls]);
}

/** An address that this home has not added is a choice as well, made by typing it. */
async function addressOf(
  name: string,
  known: readonly Authority[],
  ports: PlanPorts,
): Promise<string | undefined> {
  if ([practiceAuthorityUrl, practiceAuthorityName, "practice"].includes(name)) {
    return practiceAuthorityUrl;
  }
  const found = findAuthority(known, name);
  if (found.ok) return found.value.url;
  if (!/^https?:\/\/[^\s/]+/u.test(name)) return undefined;
  if (!/^http:\/\/127\.0\.0\.1:\d+\/tsa$/u.test(name)) return name;
  // What `tsa list` shows for the practice authority today; its port is another tomorrow.
  const practice = await ports.practice();
  return practice.ok && name === `${practice.value.url}/tsa` ? practiceAuthorityUrl : name;
}

async function resolveNetwork(
  name: string | null | undefined,
  ports: PlanPorts,
): Promise<Result<Descriptor | null, Fault>> {
  if (name === null) return ok(null);
  if (name === undefined || name === "practice") {
    const practice = await ports.practice();
    return practice.ok ? ok(practice.value.descriptor) : practice;
  }
  const networks = await ports.networks();
  if (!networks.ok) return networks;
  const found =
    networks.value.find(({ origin }) => origin === name) ??
    networks.value.find((descriptor) => isCalled(descriptor, name));
  return found === undefined ? fail(fault("NETWORK_UNKNOWN", { name })) : ok(found);
}

function isCalled(descriptor: Descriptor, wanted: string): boolean {
  const { zh, en } = descriptor.name;
  return [zh, en, ...publicAddresses(descriptor)].includes(wanted.replace(/\/+$/u, ""));
}

function policyDigestOf({ epochs }: Descriptor): string {
  const newest = epochs.at(-1);
  if (newest === undefined) throw new Error("a descriptor has an epoch");
  return toHex(digestOf("sha256", toUtf8(newest.policy)));
}
