import { toHex } from "../../../../shared/bytes/hex.ts";
import { concatBytes } from "../../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { memorySource } from "../../../../shared/digest/memory-source.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { parsePolicy } from "../../../../shared/log/quorum-policy.ts";
import type { Descriptor } from "../../../../shared/network/descriptor.ts";
import { roles } from "../../../../shared/network/role.ts";
import type { TrustStore } from "../../../../shared/trust/trust-store.ts";
import { defaultPolicy } from "../../../../shared/verification/policy.ts";
import { verifyInput } from "../../../../shared/verification/verify-input.ts";
import { verifySignature } from "../../../../platform/signatures/verify-signature.ts";
import { looseFile } from "../../../parties/loose-file.ts";
import type { Random } from "../../../parties/random.ts";
import { linesOf, type ReceiptParts, receiptParts, writeReceipt } from "./receipt-maker.ts";
import { base64, type Sample } from "./sample.ts";
import { type SamplePolicy, someSeats } from "./sample-policy.ts";
import { cosignedAt, cosigners, origin, otherLog } from "./signers.ts";

/** A verifier who accepted the network with this policy and nobody else. */
function trustIn({ lines, seats }: SamplePolicy): {
  readonly trust: TrustStore;
  readonly policy: string;
} {
  const policy = lines.map((line) => `${line}\n`).join("");
  const quorum = parsePolicy(toUtf8(policy));
  if (!quorum.ok) throw new Error(quorum.fault.rule);
  const institutions = seats.map(({ key }, n) => ({
    name: `seat ${String(n + 1)}`,
    role: roles[n % roles.length] ?? "court",
    vkey: key.text,
    url: `https://seat-${String(n + 1)}.example/`,
  }));
  const descriptor: Descriptor = {
    name: { zh: "差异测试", en: "Differential" },
    practice: false,
    origin,
    epochs: [{ n: 0, fromSize: 0, policy, quorum: quorum.value, institutions }],
    signatures: [],
  };
  const digest = toHex(digestOf("sha256", toUtf8(policy)));
  const network = { descriptor, bytes: toUtf8(policy), digest, source: "test", practice: false };
  return { trust: { roots: [], crls: [], networks: [network] }, policy };
}

function sampleOf(kind: string, parts: ReceiptParts, bytes = writeReceipt(parts)): Sample {
  const { trust, policy } = trustIn(parts.policy);
  return {
    kind,
    question: {
      What: "receipt",
      Policy: base64(toUtf8(policy)),
      Receipt: base64(bytes),
      Leaf: base64(parts.leaf),
    },
    async ours() {
      const { outcome, checks } = await verifyInput(memorySource(bytes), {
        trust,
        now: (cosignedAt + 86_400) * 1000,
        policy: defaultPolicy,
        verify: verifySignature,
        data: looseFile("record", parts.leaf),
      });
      if (outcome === "passed") return "accepted";
      const against = checks.filter((check) => check.required && check.outcome === outcome);
      const told = against.map(({ code, data }) => {
        const rule = "rule" in data ? ` ${data.rule}` : "";
        return `${code}${rule}`;
      });
      return [...new Set(told)].sort().join(", ");
    },
  };
}

type PartsChange = (parts: ReceiptParts, random: Random) => Partial<ReceiptParts>;

function flipped(bytes: Uint8Array, random: Random): Uint8Array {
  const bent = bytes.slice();
  const at = random.below(bent.length);
  bent[at] = (bent[at] ?? 0) ^ (1 << random.below(8));
  return bent;
}

/** The lines with a bit of one of them flipped, behind whatever time it has. */
function falseLine(parts: ReceiptParts, random: Random, which: number): Partial<ReceiptParts> {
  const lines = linesOf(parts).map((line, n) => {
    if (n !== which) return line;
    const rest = flipped(line.signature.slice(8), random);
    return { ...line, signature: concatBytes(line.signature.slice(0, 8), rest) };
  });
  return { lines };
}

/** Another head, signed by everybody. */
function signedHead(
  parts: ReceiptParts,
  change: (lines: readonly string[]) => readonly string[],
): Partial<ReceiptParts> {
  return { head: `${change(parts.head.trimEnd().split("\n")).join("\n")}\n` };
}

const partsKinds: Readonly<Record<string, PartsChange>> = {
  "other-record": (_, random) => {
    const leaf = random.bytes(30);
    return { leaf, extra: leaf };
  },
  "index-beside": ({ index }) => ({ index: index + 1 }),
  "hash-flipped": ({ hashes }, random) => ({
    hashes:
      hashes.length === 0
        ? [random.bytes(32)]
        : hashes.map((one, n) => (n === 0 ? flipped(one, random) : one)),
  }),
  "hash-missing": ({ hashes }, random) => ({
    hashes: hashes.length === 0 ? [random.bytes(32)] : hashes.slice(1),
  }),
  "hash-more": ({ hashes }, random) => ({ hashes: [...hashes, random.bytes(32)] }),
  "log-signature-false": (parts, random) => falseLine(parts, random, 0),
  "cosignature-false": (parts, random) => falseLine(parts, random, 1),
  "not-signed-by-the-log": (parts) => ({ lines: linesOf(parts).slice(1) }),
  "not-cosigned": (parts) => ({ lines: linesOf(parts).slice(0, 1) }),
  "quorum-missed": ({ policy }, random) => ({ seats: someSeats(policy, random, false) }),
  "head-changed": (parts) => ({
    lines: linesOf(parts),
    ...signedHead(parts, ([o = "", size = "", root = ""]) => [o, `${size}0`, root]),
  }),
  "origin-of-another": (parts) => signedHead(parts, ([, ...rest]) => [otherLog.key.name, ...rest]),
  "size-leading-zero": (parts) =>
    signedHead(parts, ([o = "", size = "", root = ""]) => [o, `0${size}`, root]),
  "size-plus": (parts) =>
    signedHead(parts, ([o = "", size = "", root = ""]) => [o, `+${size}`, root]),
  "root-short": (parts) => signedHead(parts, ([o = "", size = ""]) => [o, size, "AAAA"]),
  "head-extension": (parts) => signedHead(parts, (lines) => [...lines, "an extension"]),
  "cosignature-line-twice-second-false": (parts, random) => {
    const lines = linesOf(parts);
    const second = falseLine({ ...parts, lines: lines.slice(0, 2) }, random, 1).lines ?? [];
    return { lines: [...lines, ...second.slice(1)] };
  },
  "two-times-of-one-cosigner": (parts) => {
    const [seat] = parts.seats;
    const later = seat === undefined ? [] : [seat.sign(parts.head, parts.seconds + 1000)];
    return { lines: [...linesOf(parts), ...later] };
  },
  "cosigned-tomorrow": ({ seconds }) => ({ seconds: seconds + 2 * 86_400 }),
  "cosigned-before-block": ({ seconds }) => ({ seconds: seconds - 86_400 }),
};

type TextChange = (text: string, parts: ReceiptParts) => string;
const textKinds: Readonly<Record<string, TextChange>> = {
  "header-version": (text) => text.replace("@v1", "@v2"),
  "carriage-returns": (text) => text.replaceAll("\n", "\r\n"),
  "no-final-newline": (text) => text.slice(0, -1),
  "index-leading-zero": (text) => text.replace("\nindex ", "\nindex 0"),
  "index-plus": (text) => text.replace("\nindex ", "\nindex +"),
  "index-missing": (text) => text.replace(/\nindex [0-9]+/u, ""),
  "unknown-line": (text) => text.replace("\nindex ", "\nnote x\nindex "),
  "extra-spare-bits": (text, { leaf }) => text.replace(base64(leaf), spare(base64(leaf))),
  "extra-empty": (text, { leaf }) => text.replace(base64(leaf), ""),
  "extra-of-70-kb": (text, { leaf }) => text.replace(base64(leaf), "A".repeat(70_000)),
  "extra-twice": (text) => text.replace(/\n(extra [^\n]+)\n/u, "\n$1\n$1\n"),
  "extra-behind-index": (text) => text.replace(/\n(extra [^\n]+)\n(index [0-9]+)\n/u, "\n$2\n$1\n"),
  "two-empty-lines": (text) => text.replace("\n\n", "\n\n\n"),
  "without-checkpoint": (text) => text.slice(0, text.indexOf("\n\n") + 2),
  "signature-spare-bits": (text) =>
    text.replace(
      /([A-Za-z0-9+/]+)=(\n\u2014|\n$)/u,
      (_, encoded: string, rest: string) => `${spare(`${encoded}=`)}${rest}`,
    ),
  "line-behind": (text) => `${text}more\n`,
};

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The same octets with a spare bit set; a text that has none loses its end instead. */
function spare(encoded: string): string {
  const bare = encoded.replace(/=+$/u, "");
  if (bare === encoded) return encoded.slice(0, -1);
  const letter = alphabet[alphabet.indexOf(bare.slice(-1)) + 1] ?? "";
  return bare.slice(0, -1) + letter + encoded.slice(bare.length);
}

/** Wrong by what is in the tree, or by how many signed. */
const otherKinds = ["time-unsettled", "leaf-cut"] as const;

export const receiptKinds = [...Object.keys(partsKinds), ...Object.keys(textKinds), ...otherKinds];

export function goodReceipt(random: Random): Sample {
  const parts = receiptParts(random);
  if (random.oneIn(4)) return sampleOf("good", { ...parts, extra: undefined });
  if (!random.oneIn(4)) return sampleOf("good", parts);
  // Strangers sign too, and a line is said twice.
  const lines = linesOf(parts);
  const stranger = cosigners.filter((one) => !parts.policy.seats.includes(one)).slice(0, 1);
  const more = stranger.map((one) => one.sign(parts.head, parts.seconds));
  return sampleOf("good", { ...parts, lines: [...lines, ...more, ...lines.slice(0, 2)] });
}

/** @param turn how many came before: the kinds take turns */
export function badReceipt(random: Random, turn: number): Sample {
  const kind = receiptKinds[turn % receiptKinds.length] ?? "";
  if (kind === "time-unsettled") return sampleOf(kind, receiptParts(random, false));
  const parts = receiptParts(random);
  if (kind === "leaf-cut") return sampleOf(kind, { ...parts, extra: parts.leaf.slice(0, -1) });
  const change = textKinds[kind];
  if (change === undefined)
    return sampleOf(kind, { ...parts, ...partsKinds[kind]?.(parts, random) });
  return sampleOf(
    kind,
    parts,
    toUtf8(change(new TextDecoder().decode(writeReceipt(parts)), parts)),
  );
}
