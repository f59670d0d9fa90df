import type { PackageView } from "../container/package-view.ts";
import { packageNames } from "../../container/package-names.ts";

/** What lies under META-INF/trust: it may help to build a chain, and makes nothing trusted. */
export interface TrustMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
}

const limits = { files: 300, bytes: 2 * 1024 * 1024, allBytes: 8 * 1024 * 1024 } as const;

/**
 * Reads certificates, CRLs and OCSP answers of a package, at most 300 files of 2 MiB and 8 MiB together, for a
 * parsed list takes many times its bytes; more are left out.
 */
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
  let room: number = limits.allBytes;
  for (const name of names.slice(0, limits.files)) {
    const list = lists.get(name.slice(name.lastIndexOf(".") + 1));
    if (list === undefined) continue;
    const bytes = await view.read(name, Math.min(limits.bytes, room));
    if (bytes === undefined) continue;
    room -= bytes.length;
    list.push(bytes);
  }
  return { certificates, crls, ocsps };
}
