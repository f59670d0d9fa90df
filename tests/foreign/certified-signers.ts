import type { RevocationReason } from "../../shared/x509/revocation-reason.ts";
import {
  createRoot,
  from,
  type Party,
  purposes,
  until,
  type Wishes,
} from "../parties/certificate-authority.ts";
import { withExtensions } from "../parties/certificate-extensions.ts";
import {
  alternativeNames,
  generalNames,
  nameConstraints,
  policyConstraints,
  strangeExtension,
} from "../parties/odd-certificates.ts";
import { certificateOf } from "../parties/odd-tokens.ts";
import { keyKinds, newSigner, type Signing } from "./signer-keys.ts";

export const day = 86_400_000;
/**
 * The times of all samples, unless a kind says otherwise: after the revocations that come before, before those that come
 * later, and before the clock of whoever runs this, since BouncyCastle judges nothing at a time to come.
 */
export const firstTime = from + 20 * day;
export const times = 200;
const before = from + 5 * day;
const laterOn = firstTime + 250 * day;

const unknownExtension = strangeExtension("2.999.7", true);
const { directory, dns, email, ip, uri } = generalNames;
const china = directory([["C", "CN"]]);
const elsewhere = directory([["C", "FR"]]);
const net = ip(10, 0, 0, 0, 255, 0, 0, 0);

/** Issues the certificates of all samples of a suite, and publishes them with their revocation lists. */
export class Registry {
  readonly pool: Uint8Array[];
  readonly crls: Uint8Array[] = [];
  readonly root: Party;
  readonly intermediate: Party;
  /** What every signer's certificate is for. */
  readonly usage: Wishes;
  readonly #revoked: { party: Party; at: number; reason: RevocationReason | undefined }[] = [];

  constructor(root: Party, intermediate: Party, usage: Wishes) {
    this.root = root;
    this.intermediate = intermediate;
    this.usage = usage;
    this.pool = [intermediate.certificate];
  }

  signer(name: string, wishes: Wishes = {}, issuer = this.intermediate): Promise<Party> {
    return issuer.issue(`Signer ${name}`, { ...this.usage, ...wishes });
  }

  async revokedSigner(at: number, reason: RevocationReason | undefined): Promise<Party> {
    const party = await this.signer(`revoked ${String(at)} ${reason ?? "-"}`);
    this.#revoked.push({ party, at, reason });
    return party;
  }

  /** An authority in the pool with an empty list; its certificate may have further extensions. */
  async authority(
    name: string,
    wishes: Wishes = {},
    extensions: readonly Uint8Array[] = [],
    issuer = this.root,
  ): Promise<Party> {
    const party = await issuer.issueAuthority(name, wishes);
    this.pool.push(await withExtensions(party.certificate, extensions, issuer));
    this.crls.push(await party.crl());
    return party;
  }

  /** A signer whose certificate has one more extension. */
  async extended(
    name: string,
    extension: Uint8Array,
    issuer = this.intermediate,
  ): Promise<Signing> {
    const party = await this.signer(name, {}, issuer);
    const certificate = await withExtensions(party.certificate, [extension], issuer);
    return { certificate, signer: { ...party.signer, certificate } };
  }

  /** A signer, with another name or not, under an authority that constrains names. */
  async constrained(
    name: string,
    list: "permitted" | "excluded",
    constraint: Uint8Array,
    other?: Uint8Array,
  ): Promise<Signing> {
    const constraints = [nameConstraints({ [list]: [constraint] })];
    const issuer = await this.authority(`CA ${name}`, {}, constraints);
    return other === undefined
      ? this.signer(name, {}, issuer)
      : this.extended(name, alternativeNames(other), issuer);
  }

  /** Publishes the lists that revoke somebody; call it when all have been revoked. */
  async publish(withdrawn: Party): Promise<void> {
    const entryOf = (party: Party, at: number, reason: RevocationReason | undefined) => ({
      serial: certificateOf(party).serial,
      at,
      reason,
    });
    const entries = this.#revoked.map(({ party, at, reason }) => entryOf(party, at, reason));
    this.crls.push(
      await this.intermediate.crl({ revoked: entries }),
      await this.root.crl({ revoked: [entryOf(withdrawn, before, "superseded")] }),
    );
  }
}

async function rightly(registry: Registry): Promise<ReadonlyMap<string, Signing>> {
  const inside = ip(10, 1, 2, 3);
  const found = new Map<string, Signing>();
  for (const kind of keyKinds) {
    found.set(kind, await newSigner(kind, registry.intermediate, registry.usage));
  }
  return found
    .set("name-permitted", await registry.constrained("name in", "permitted", china))
    .set(
      "dns-permitted",
      await registry.constrained("dns in", "permitted", dns("cn.test"), dns("a.cn.test")),
    )
    .set("address-permitted", await registry.constrained("ip in", "permitted", net, inside))
    .set("superseded-later", await registry.revokedSigner(laterOn, "superseded"))
    .set("ceased-later", await registry.revokedSigner(laterOn, "cessationOfOperation"))
    .set("unspecified-later", await registry.revokedSigner(laterOn, "unspecified"));
}

async function wronglyNamed(registry: Registry): Promise<readonly (readonly [string, Signing])[]> {
  const constrained = (...words: Parameters<Registry["constrained"]>): Promise<Signing> =>
    registry.constrained(...words);
  return [
    ["name-not-permitted", await constrained("name out", "permitted", elsewhere)],
    ["name-excluded", await constrained("name excluded", "excluded", china)],
    ["dns-not-permitted", await constrained("dns out", "permitted", dns("cn.test"), dns("a.test"))],
    [
      "dns-excluded",
      await constrained("dns excluded", "excluded", dns("cn.test"), dns("a.cn.test")),
    ],
    [
      "mailbox-excluded",
      await constrained("mail excluded", "excluded", email("cn.test"), email("x@cn.test")),
    ],
    [
      "uri-excluded",
      await constrained("uri excluded", "excluded", uri("cn.test"), uri("https://cn.test/a")),
    ],
    ["address-excluded", await constrained("ip excluded", "excluded", net, ip(10, 1, 2, 3))],
  ];
}

async function wrongly(registry: Registry, stranger: Party): Promise<Map<string, Signing>> {
  const { intermediate } = registry;
  const notAuthority = await intermediate.issue("Not An Authority", {
    keyUsage: ["keyCertSign", "cRLSign"],
  });
  registry.pool.push(notAuthority.certificate);
  registry.crls.push(await notAuthority.crl());
  const under = async (
    name: string,
    wishes: Wishes,
    extensions: readonly Uint8Array[] = [],
  ): Promise<Party> =>
    registry.signer(`under ${name}`, {}, await registry.authority(name, wishes, extensions));
  const narrow = await registry.authority("Narrow", { authority: { pathLength: 0 } });
  const below = await registry.authority("Below Narrow", {}, [], narrow);
  const withdrawn = await registry.authority("Revoked Authority");
  const mail = { purposes: [purposes.emailProtection], critical: false };
  const found = new Map<string, Signing>(await wronglyNamed(registry))
    .set("expired", await registry.signer("expired", { notAfter: from + 10 * day }))
    .set("not-yet-valid", await registry.signer("not yet", { notBefore: until - 10 * day }))
    .set("issuer-no-authority", await registry.signer("under none", {}, notAuthority))
    .set("issuer-expired", await under("Expired Authority", { notAfter: from + 10 * day }))
    .set("path-too-long", await registry.signer("under below", {}, below))
    .set("issuer-may-not-sign", await under("May Not Sign", { keyUsage: ["cRLSign"] }))
    .set("issuer-for-mail", await under("For Mail Alone", { extendedKeyUsage: mail }))
    .set("issuer-extension-unknown", await under("Strange", {}, [unknownExtension]))
    .set("policy-required", await under("With Policies", {}, [policyConstraints(0)]))
    .set("extension-unknown", await registry.extended("strange", unknownExtension))
    .set("root-unknown", await registry.signer("under stranger", {}, stranger))
    .set("issuer-revoked", await registry.signer("under revoked", {}, withdrawn))
    .set("revoked-before", await registry.revokedSigner(before, "superseded"))
    .set("revoked-for-compromise", await registry.revokedSigner(laterOn, "keyCompromise"))
    .set("revoked-without-reason", await registry.revokedSigner(laterOn, undefined));
  await registry.publish(withdrawn);
  return found;
}

/** Signers of every kind of key, others that are rightly and wrongly certified, and a root that nobody trusts. */
export async function certifySigners(registry: Registry) {
  const stranger = await createRoot("Stranger");
  const right = await rightly(registry);
  const wrong = await wrongly(registry, stranger);
  return { right, wrong, stranger };
}
