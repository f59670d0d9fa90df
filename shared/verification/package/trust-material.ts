import type { PackageView } from "../container/package-view.ts";
import { packageNames } from "../../container/package-names.ts";

/** What lies under META-INF/trust: it may help to build a chain, and makes nothing trusted. */
export interface TrustMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

const limits = { files: 300, bytes: 2 * 1024 * 1024 } as const;

/** Reads certificates, CRLs and OCSP answers of a package, at most 300 files of 2 MiB; more are left out. */
export async function readTrustMaterial(view: PackageView): Promise<TrustMaterial> {
  const names = [...view.entries.keys()].filter((name) =>
    name.startsWith(`${packageNames.trust}/`),
  );
  const certificates: Uint8Array[] = [];
  const crls: Uint8Array[] = [];
  const ocsps: Uint8Array[] = [];
  const lists = new Map([
    ["crt", certificates],
    ["crl", crls],
    ["ocsp", ocsps],
  ]);
  for (const name of names.slice(0, limits.files)) {
    const list = lists.get(name.slice(name.lastIndexOf(".") + 1));
    if (list === undefined) continue;
    const bytes = await view.read(name, limits.bytes);
    if (bytes !== undefined) list.push(bytes);
  }
  return { certificates, crls, ocsps };
}
