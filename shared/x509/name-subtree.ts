import type { GeneralName } from "./general-name.ts";
import type { Name } from "./name.ts";

/** Whether a name lies in the subtree of a base of the same form; undefined when the two cannot be compared. */
type Placement = boolean | undefined;

function folded(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const hostName = /^(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;
const dottedNumbers = /^[0-9.]+$/;

function isBelow(host: string, parent: string): boolean {
  return host.endsWith(parent) && host.length > parent.length;
}

function hasPrefix({ relatives }: Name, base: Name): boolean {
  return base.relatives.every((relative, index) => relatives[index] === relative);
}

function dnsWithin(name: string, base: string): Placement {
  const host = folded(name);
  const parent = folded(base);
  if (!hostName.test(host)) return undefined;
  if (parent === "") return true;
  const bare = parent.startsWith(".") ? parent.slice(1) : parent;
  if (!hostName.test(bare)) return undefined;
  if (isBelow(host, `.${bare}`)) return true;
  return bare === parent && host === bare;
}

/** A host against what mailboxes and addresses are constrained to: one host, or with a leading dot all below it. */
function hostWithin(host: string, base: string): Placement {
  const parent = folded(base);
  if (!hostName.test(parent.replace(/^\./, ""))) return undefined;
  return parent.startsWith(".") ? isBelow(host, parent) : host === parent;
}

const mailbox = /^([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+)@([A-Za-z0-9._-]+)$/;

function emailWithin(name: string, base: string): Placement {
  const [, local, host] = mailbox.exec(name) ?? [];
  if (local === undefined || host === undefined) return undefined;
  if (!base.includes("@")) return hostWithin(folded(host), base);
  const [, wantedLocal, wantedHost] = mailbox.exec(base) ?? [];
  if (wantedLocal === undefined || wantedHost === undefined) return undefined;
  // The part before the @ is compared as it stands (RFC 5280 7.5).
  return local === wantedLocal && folded(host) === folded(wantedHost);
}

/** The host of an address; undefined without one, and for numbers: such names must be refused (RFC 5280 4.2.1.10). */
function hostOf(address: string): string | undefined {
  const [, authority] = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)/.exec(address) ?? [];
  const host = folded((authority ?? "").replace(/^.*@/, "").replace(/:[0-9]*$/, ""));
  return hostName.test(host) && !dottedNumbers.test(host) ? host : undefined;
}

function uriWithin(name: string, base: string): Placement {
  const host = hostOf(name);
  return host === undefined ? undefined : hostWithin(host, base);
}

function ipWithin(name: Uint8Array, base: Uint8Array): Placement {
  const sizes = [4, 16];
  if (!sizes.includes(name.length) || !sizes.includes(base.length / 2)) return undefined;
  if (base.length !== 2 * name.length) return false;
  return name.every((octet, index) => {
    const mask = base[name.length + index] ?? 0;
    return (octet & mask) === ((base[index] ?? 0) & mask);
  });
}

/** What a subtree is about: names of another form it says nothing of. */
export function formOf(name: GeneralName): string {
  return name.kind === "other" ? `other ${String(name.tag)}` : name.kind;
}

/**
 * Whether a name lies in the subtree of a base of the same form (RFC 5280 4.2.1.10). Undefined when that cannot be
 * told: for a form that constraints are not defined for, and where either of the two is not in its ordinary syntax.
 * A DNS base with a leading dot, which the standard does not know, means what lies below it, as with OpenSSL.
 */
export function liesWithin(name: GeneralName, base: GeneralName): boolean | undefined {
  if (name.kind === "directory" && base.kind === "directory")
    return hasPrefix(name.name, base.name);
  if (name.kind === "dns" && base.kind === "dns") return dnsWithin(name.text, base.text);
  if (name.kind === "email" && base.kind === "email") return emailWithin(name.text, base.text);
  if (name.kind === "uri" && base.kind === "uri") return uriWithin(name.text, base.text);
  if (name.kind === "ip" && base.kind === "ip") return ipWithin(name.bytes, base.bytes);
  return undefined;
}

/** As `liesWithin`, for an excluded base: a wildcard also stands for every name that it may mean. */
export function mayReach(name: GeneralName, base: GeneralName): boolean | undefined {
  const within = liesWithin(name, base);
  if (within !== false || name.kind !== "dns" || base.kind !== "dns") return within;
  return name.text.startsWith("*.") && folded(base.text).endsWith(folded(name.text).slice(1));
}
