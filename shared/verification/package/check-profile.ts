import { equalBytes } from "../../bytes/octets.ts";
import { exchangeName, packageNames } from "../../container/package-names.ts";
import { digestOf } from "../../digest/digest.ts";
import { maxRequestBytes, parseRequest } from "../../timestamp/request.ts";
import { maxResponseBytes, parseResponse } from "../../timestamp/response.ts";
import type { PackageManifest, PackageView } from "../container/package-view.ts";
import { type Finding, finding } from "../verdict.ts";

/** What our writer puts into every package, beside what has a check of its own. */
const always = [packageNames.verify, packageNames.sha256sums, packageNames.sm3sums] as const;
const exchange = /^META-INF\/trust\/timestamp[0-9]{3}\.ts[qr]$/u;
const numbered = /^META-INF\/timestamp([0-9]{3})\.tst$/u;

/**
 * Whether a package holds what every package of our profile holds (docs/spec/package.md), and whether the request and
 * the response beside each token but the closing one belong to it. Who closes a package again can leave them out or
 * put others there.
 *
 * @param view of a package whose evidence.json is of a format that this software knows
 */
export async function checkProfile(view: PackageView): Promise<readonly Finding[]> {
  const findings: Finding[] = missing(view, always);
  let exchanges = 0;
  const later = view.editions.slice(1).flatMap(({ stamps }) => stamps);
  const stamps = [...view.stamps, ...later];
  findings.push(...strayExchanges(view, stamps));
  for (const stamp of stamps) {
    const number = Number(numbered.exec(stamp.file)?.[1] ?? 0);
    // A token of any other name has no place in a package: the manifests' checks say so.
    if (number === 0) continue;
    exchanges += 1;
    findings.push(...(await checkExchange(view, stamp, number)));
  }
  const entries = always.length + 2 * exchanges;
  return findings.length === 0 ? [finding("PROFILE_COMPLETE", "", { entries })] : findings;
}

/** A request or response beside no token over the payload belongs to nothing, and nothing would judge it. */
function strayExchanges(view: PackageView, stamps: readonly PackageManifest[]): readonly Finding[] {
  const known = new Set(
    stamps.flatMap(({ file }) => {
      const number = Number(numbered.exec(file)?.[1] ?? 0);
      return number === 0 ? [] : [exchangeName(number, "tsq"), exchangeName(number, "tsr")];
    }),
  );
  return [...view.entries.keys()]
    .filter((name) => exchange.test(name) && !known.has(name))
    .map((name) => finding("EXCHANGE_UNEXPECTED", name, { entry: name }));
}

function missing(view: PackageView, names: readonly string[]): Finding[] {
  return names
    .filter((name) => !view.entries.has(name))
    .map((name) => finding("PROFILE_INCOMPLETE", name, { entry: name }));
}

async function checkExchange(
  view: PackageView,
  { file, bytes }: PackageManifest,
  number: number,
): Promise<readonly Finding[]> {
  const [asked, answered] = [exchangeName(number, "tsq"), exchangeName(number, "tsr")];
  const findings = missing(view, [asked, answered]);
  if (view.entries.has(asked) && !(await asksFor(view, asked, bytes)))
    findings.push(finding("REQUEST_DIFFERS", file, { file: asked }));
  if (view.entries.has(answered) && !(await grants(view, answered, file)))
    findings.push(finding("RESPONSE_DIFFERS", file, { file: answered }));
  return findings;
}

/** Whether the request can be read and asks for a token over this manifest. */
async function asksFor(view: PackageView, name: string, manifest: Uint8Array): Promise<boolean> {
  const der = await view.read(name, maxRequestBytes);
  const request = der && parseRequest(der);
  if (request?.ok !== true) return false;
  const { digest, value } = request.value.imprint;
  return digest !== undefined && equalBytes(value, digestOf(digest, manifest));
}

/** Whether the response can be read and the token in it is, byte for byte, the one that stands in the package. */
async function grants(view: PackageView, name: string, token: string): Promise<boolean> {
  const der = await view.read(name, maxResponseBytes);
  const response = der && parseResponse(der);
  if (response?.ok !== true || response.value.token === undefined) return false;
  const own = await view.read(token, maxResponseBytes);
  return own !== undefined && equalBytes(response.value.token, own);
}
