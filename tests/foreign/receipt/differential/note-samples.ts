import { toBase64 } from "../../../../shared/bytes/base64.ts";
import { concatBytes } from "../../../../shared/bytes/octets.ts";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { fromHex } from "../../../../shared/bytes/hex.ts";
import { checkpointText } from "../../../../shared/log/checkpoint.ts";
import { parseNote, type NoteSignature, writeNote } from "../../../../shared/log/note.ts";
import { verifyNoteKey } from "../../../../shared/log/note-verification.ts";
import { parseVerifierKey } from "../../../../shared/log/verifier-key.ts";
import { verifySignature } from "../../../../platform/signatures/verify-signature.ts";
import type { Random } from "../../../parties/random.ts";
import { base64, type Sample } from "./sample.ts";
import { cosignedAt, cosigners, logSigner, type NoteSigner, origin, otherLog } from "./signers.ts";

/** A note and the key that it is opened with, before a kind of damage is done to it. */
interface Made {
  readonly text: string;
  readonly lines: readonly NoteSignature[];
  readonly signer: NoteSigner;
  readonly key: string;
}

type Changed = Partial<Omit<Made, "signer">> & { readonly bytes?: Uint8Array };

/** Any lines, as a note of x/mod may hold. */
function anyText(random: Random): string {
  const words = ["存证", "a line", "—", "", "12", "+ x", "0"];
  const count = 1 + random.below(6);
  return `${Array.from({ length: count }, () => random.pick(words)).join("\n")}x\n`;
}

/** A checkpoint where a cosigner signs: it signs nothing else (c2sp.org/tlog-cosignature). */
function made(random: Random, byLog = random.oneIn(2)): Made {
  const signer = byLog ? logSigner : random.pick(cosigners);
  const head = { origin, size: random.below(1000), root: random.bytes(32) };
  const text = byLog ? anyText(random) : checkpointText(head);
  const seconds = cosignedAt + random.below(1_000_000);
  const others = [logSigner, otherLog, ...cosigners].filter((one) => one !== signer);
  const beside = others.filter(() => random.oneIn(4)).map((one) => one.sign(text, seconds));
  const lines = [...beside];
  lines.splice(random.below(lines.length + 1), 0, signer.sign(text, seconds));
  return { text, lines, signer, key: signer.key.text };
}

function sampleOf(kind: string, from: Made, changed: Changed): Sample {
  const { text, lines, key } = { ...from, ...changed };
  const bytes = changed.bytes ?? writeNote({ text, signatures: lines });
  return {
    kind,
    question: { What: "note", Note: base64(bytes), Key: key },
    ours() {
      const verifier = parseVerifierKey(key);
      if (!verifier.ok) return verifier.fault.rule;
      const note = parseNote(bytes);
      if (!note.ok) return note.fault.rule;
      const { kind: said } = verifyNoteKey(note.value, verifier.value, verifySignature);
      return said === "valid" ? "accepted" : said;
    },
  };
}

/** The own line of a note among its lines. */
function ownLine({ lines, signer }: Made): NoteSignature {
  const own = lines.find(({ keyId }) => keyId === signer.key.keyId);
  if (own === undefined) throw new Error("not signed");
  return own;
}

function withOwn(from: Made, change: (own: NoteSignature) => readonly NoteSignature[]): Changed {
  const own = ownLine(from);
  return { lines: from.lines.flatMap((line) => (line === own ? change(line) : [line])) };
}

function flipped(signature: Uint8Array, random: Random): Uint8Array {
  const bent = signature.slice();
  const at = random.below(bent.length);
  bent[at] = (bent[at] ?? 0) ^ (1 << random.below(8));
  return bent;
}

function rewritten(from: Made, change: (note: string) => string): Changed {
  const note = new TextDecoder().decode(writeNote({ text: from.text, signatures: from.lines }));
  return { bytes: toUtf8(change(note)) };
}

/** The own line as text, with what comes before its base64. */
function lineText(from: Made): readonly [start: string, encoded: string] {
  const { name, keyId, signature } = ownLine(from);
  const encoded = toBase64(concatBytes(fromHex(keyId) ?? new Uint8Array(), signature));
  return [`\u2014 ${name} `, encoded];
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The same octets in base64 whose spare bits are not zero; of 68 octets and of 76 there are four and two. */
function spareBits(encoded: string): string {
  const last = encoded.replace(/=+$/u, "").length - 1;
  const letter = alphabet[alphabet.indexOf(encoded.charAt(last)) + 1] ?? "";
  return encoded.slice(0, last) + letter + encoded.slice(last + 1);
}

function keyWith(key: string, change: (parts: readonly string[]) => readonly string[]): Changed {
  const [name = "", id = "", ...encoded] = key.split("+");
  return { key: change([name, id, encoded.join("+")]).join("+") };
}

const kinds: Readonly<Record<string, (from: Made, random: Random) => Changed>> = {
  "text-changed": (from) => ({ text: `${from.text}more\n` }),
  "signature-flipped": (from, random) =>
    withOwn(from, (own) => [{ ...own, signature: flipped(own.signature, random) }]),
  "signature-short": (from) =>
    withOwn(from, (own) => [{ ...own, signature: own.signature.slice(0, -1) }]),
  "signature-long": (from) =>
    withOwn(from, (own) => [{ ...own, signature: concatBytes(own.signature, Uint8Array.of(0)) }]),
  "not-signed": (from) => ({
    lines: [otherLog.sign(from.text), ...(withOwn(from, () => []).lines ?? [])],
  }),
  "key-id-changed": (from) => withOwn(from, (own) => [{ ...own, keyId: "00000000" }]),
  "name-changed": (from) => withOwn(from, (own) => [{ ...own, name: `${own.name}x` }]),
  "line-twice": (from) => withOwn(from, (own) => [own, own]),
  "second-line-false": (from, random) =>
    withOwn(from, (own) => [own, { ...own, signature: flipped(own.signature, random) }]),
  "first-line-false": (from, random) =>
    withOwn(from, (own) => [{ ...own, signature: flipped(own.signature, random) }, own]),
  "lines-65": (from) => ({
    lines: [
      ...Array.from({ length: 65 }, (_, n) => ({
        name: `stranger-${String(n)}`,
        keyId: "01020304",
        signature: new Uint8Array(64),
      })),
      ownLine(from),
    ],
  }),
  "lines-101": (from) => ({
    lines: [
      ...Array.from({ length: 101 }, (_, n) => ({
        name: `stranger-${String(n)}`,
        keyId: "01020304",
        signature: new Uint8Array(64),
      })),
      ownLine(from),
    ],
  }),
  "note-300-kb": (from) => {
    const text = `${"x".repeat(300_000)}\n`;
    return { text, lines: [from.signer.sign(text, cosignedAt)] };
  },
  "no-final-newline": (from) => rewritten(from, (note) => note.slice(0, -1)),
  "carriage-returns": (from) => rewritten(from, (note) => note.replaceAll("\n", "\r\n")),
  "tab-in-text": (from) => {
    const text = `a\tb\n${from.text}`;
    return { text, lines: [from.signer.sign(text, cosignedAt)] };
  },
  "not-utf8": (from) => ({
    bytes: concatBytes(Uint8Array.of(0xff), writeNote({ text: from.text, signatures: from.lines })),
  }),
  "byte-order-mark": (from) => {
    const text = `\ufeff${from.text}`;
    return { text, lines: [from.signer.sign(text, cosignedAt)] };
  },
  "without-empty-line": (from) =>
    rewritten(from, (note) => note.replace(`\n\n\u2014`, "\n\u2014").replaceAll("\n\n", "\n")),
  "without-dash": (from) => rewritten(from, (note) => note.replace("\n\n\u2014 ", "\n\n- ")),
  "two-spaces": (from) => {
    const [start, encoded] = lineText(from);
    return rewritten(from, (note) => note.replace(start + encoded, `${start} ${encoded}`));
  },
  "space-at-end": (from) => {
    const [start, encoded] = lineText(from);
    return rewritten(from, (note) => note.replace(start + encoded, `${start}${encoded} `));
  },
  "base64-spare-bits": (from) => {
    const [, encoded] = lineText(from);
    return rewritten(from, (note) => note.replace(encoded, spareBits(encoded)));
  },
  "base64-unpadded": (from) => {
    const [start, encoded] = lineText(from);
    return rewritten(from, (note) =>
      note.replace(start + encoded, start + encoded.replace(/=+$/u, "")),
    );
  },
  "trailing-line": (from) => rewritten(from, (note) => `${note}more\n`),
  "key-other-id": (from) =>
    keyWith(from.key, ([name = "", , encoded = ""]) => [name, "00000001", encoded]),
  "key-id-upper-case": (from) =>
    keyWith(from.key, ([name = "", id = "", encoded = ""]) => [name, id.toUpperCase(), encoded]),
  "key-base64-padded": (from) =>
    keyWith(from.key, ([name = "", id = "", encoded = ""]) => [name, id, `${encoded}==`]),
  "key-of-unknown-type": (from) => ({ key: `${from.signer.key.name}+00000000+/w==` }),
};

/** Kinds that write a text of their own, which is no checkpoint. */
const ofLogs: ReadonlySet<string> = new Set([
  "note-300-kb",
  "tab-in-text",
  "byte-order-mark",
  "without-empty-line",
]);

export const noteKinds = Object.keys(kinds);

export function goodNote(random: Random): Sample {
  return sampleOf("good", made(random), {});
}

/** @param turn how many came before: the kinds take turns */
export function badNote(random: Random, turn: number): Sample {
  const kind = noteKinds[turn % noteKinds.length] ?? "";
  const from = ofLogs.has(kind) ? made(random, true) : made(random);
  return sampleOf(kind, from, kinds[kind]?.(from, random) ?? {});
}
