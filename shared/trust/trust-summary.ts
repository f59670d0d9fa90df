import type { UnixMs } from "../bytes/civil-time.ts";
import { isPracticeName } from "./practice.ts";
import type { TrustItem } from "./trust-file.ts";

/** One accepted file, or one that its owner is asked about. The contract's `trustSummary`. */
export interface TrustSummary {
  /** Name inside the trust folder, such as `roots/1f2e….pem`; "" while not accepted. */
  readonly file: string;
  readonly kind: "network" | "root" | "crl";
  readonly name: string;
  /** SHA-256 of the DER or of network.json, lower-case hex: what an owner compares. */
  readonly digest: string;
  /** Where its owner said it came from; "" when nothing was said. */
  readonly source: string;
  readonly practice: boolean;
}

/** SHA-256 of the DER, or of the descriptor's file, in lower-case hex. */
export function digestOfItem(item: TrustItem): string {
  return item.kind === "network" ? item.network.digest : item.digest;
}

/** What an owner is shown of one item. `file` is "" while it is not accepted, `source` where nothing was said. */
export function summaryOf(item: TrustItem, file: string, source: string): TrustSummary {
  const common = { file, kind: item.kind, digest: digestOfItem(item), source };
  switch (item.kind) {
    case "root": {
      const { commonName, text } = item.certificate.subject;
      return { ...common, name: commonName ?? text, practice: item.practice };
    }
    case "crl": {
      const { commonName, text } = item.crl.issuer;
      return { ...common, name: commonName ?? text, practice: isPracticeName(text) };
    }
    case "network": {
      const { descriptor, practice } = item.network;
      return { ...common, name: `${descriptor.name.zh} · ${descriptor.origin}`, practice };
    }
  }
}

/** The moment from which an item is no longer valid by itself; undefined for what never ends. */
export function endOf(item: TrustItem): UnixMs | undefined {
  return item.kind === "root" ? item.certificate.notAfter : undefined;
}
