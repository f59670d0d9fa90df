import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { concatBytes } from "../../../../shared/bytes/octets.ts";
import { checkpointText, parseCheckpoint } from "../../../../shared/log/checkpoint.ts";
import { holds, judgeCheckpoint } from "../../../../shared/log/checkpoint-quorum.ts";
import { writeNote } from "../../../../shared/log/note.ts";
import { parsePolicy } from "../../../../shared/log/quorum-policy.ts";
import { verifySignature } from "../../../../platform/signatures/verify-signature.ts";
import type { Random } from "../../../parties/random.ts";
import { base64, type Sample } from "./sample.ts";
import { type SamplePolicy, samplePolicy, someSeats } from "./sample-policy.ts";
import { cosignedAt, logSigner, type NoteSigner, origin, otherLog, stranger } from "./signers.ts";

function checkpointBy(seats: readonly NoteSigner[], random: Random): Uint8Array {
  const text = checkpointText({ origin, size: 1 + random.below(1000), root: random.bytes(32) });
  const lines = seats.map((seat) => seat.sign(text, cosignedAt + random.below(100)));
  return writeNote({ text, signatures: [logSigner.sign(text), ...lines] });
}

function sampleOf(kind: string, policy: Uint8Array, checkpoint: Uint8Array): Sample {
  return {
    kind,
    question: { What: "policy", Policy: base64(policy), Note: base64(checkpoint) },
    ours() {
      const read = parsePolicy(policy);
      if (!read.ok) return read.fault.rule;
      const note = parseCheckpoint(checkpoint);
      if (!note.ok) return note.fault.rule;
      const judgement = judgeCheckpoint(note.value, read.value, verifySignature);
      if (holds(judgement)) return "accepted";
      return judgement.invalid.length > 0 || judgement.log !== "valid" ? "signature" : "quorum";
    },
  };
}

type Change = (policy: SamplePolicy, random: Random) => string;

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** Lines with others in place of those that begin with a keyword. */
function changed(
  { lines }: SamplePolicy,
  keyword: string,
  change: (line: string) => readonly string[],
): string {
  return text(lines.flatMap((line) => (line.startsWith(`${keyword} `) ? change(line) : [line])));
}

/** The same with the first such line changed alone. */
function changedFirst(
  policy: SamplePolicy,
  keyword: string,
  change: (line: string) => string,
): string {
  const first = policy.lines.find((line) => line.startsWith(`${keyword} `));
  return changed(policy, keyword, (line) => [line === first ? change(line) : line]);
}

/** A stranger's seat before the quorum, and a quorum that makes nothing of it or much. */
function withStranger(policy: SamplePolicy, quorum: (name: string) => readonly string[]): string {
  const stranger = `witness stranger ${strangerKey} https://stranger.example/`;
  return changed(policy, "quorum", (line) => [stranger, ...quorum(line.slice("quorum ".length))]);
}

const strangerKey = stranger.key.text;

/** Policies that say the same to a lenient reader as before, or something that a careful one must refuse. */
const textKinds: Readonly<Record<string, Change>> = {
  "without-log": (policy) => changed(policy, "log", () => []),
  "log-twice": (policy) => changed(policy, "log", (line) => [line, line]),
  "second-log": (policy) => changed(policy, "log", (line) => [line, `log ${otherLog.key.text}`]),
  "log-of-a-witness": (policy) => changed(policy, "log", () => [`log ${strangerKey}`]),
  "log-url-http": (policy) => changed(policy, "log", (line) => [`${line} http://log.example/`]),
  "quorum-none": (policy) => changed(policy, "quorum", () => ["quorum none"]),
  "quorum-unknown": (policy) => changed(policy, "quorum", () => ["quorum nobody"]),
  "without-quorum": (policy) => changed(policy, "quorum", () => []),
  "quorum-twice": (policy) => changed(policy, "quorum", (line) => [line, line]),
  "quorum-two-names": (policy) => changed(policy, "quorum", (line) => [`${line} w1`]),
  "seat-outside-quorum": (policy) => withStranger(policy, (name) => [`quorum ${name}`]),
  "seat-after-quorum": (policy) =>
    `${text(policy.lines)}witness stranger ${strangerKey} https://stranger.example/\n`,
  "group-of-unknown": (policy) =>
    changed(policy, "quorum", (line) => ["group gx any nobody", line]),
  "group-without-members": (policy) => changed(policy, "quorum", (line) => ["group gx all", line]),
  "group-before-its-seats": (policy) =>
    text(
      [...policy.lines].sort(
        (a, b) => Number(b.startsWith("group")) - Number(a.startsWith("group")),
      ),
    ),
  "member-twice": (policy) =>
    changed(policy, "quorum", (line) => [
      `group gx 2 ${line.slice("quorum ".length)} ${line.slice("quorum ".length)}`,
      "quorum gx",
    ]),
  "threshold-zero": (policy) =>
    changed(policy, "quorum", (line) => [
      `group gx 0 ${line.slice("quorum ".length)}`,
      "quorum gx",
    ]),
  "threshold-too-large": (policy) =>
    changed(policy, "quorum", (line) => [
      `group gx 2 ${line.slice("quorum ".length)}`,
      "quorum gx",
    ]),
  "threshold-leading-zero": (policy) =>
    changed(policy, "quorum", (line) => [
      `group gx 01 ${line.slice("quorum ".length)}`,
      "quorum gx",
    ]),
  "threshold-plus": (policy) =>
    changed(policy, "quorum", (line) => [
      `group gx +1 ${line.slice("quorum ".length)}`,
      "quorum gx",
    ]),
  "threshold-negative": (policy) =>
    changed(policy, "quorum", (line) => [
      `group gx -1 ${line.slice("quorum ".length)}`,
      "quorum gx",
    ]),
  "name-twice": (policy) =>
    changed(policy, "quorum", (line) => [`group w1 any ${line.slice("quorum ".length)}`, line]),
  "name-is-keyword": (policy) =>
    changed(policy, "quorum", (line) => [
      `group any 1 ${line.slice("quorum ".length)}`,
      "quorum any",
    ]),
  "key-under-two-names": (policy) =>
    changed(policy, "quorum", (line) => [
      `witness again ${policy.seats[0]?.key.text ?? ""} https://again.example/`,
      `group gx all ${line.slice("quorum ".length)} again`,
      "quorum gx",
    ]),
  "seat-of-a-log-key": (policy) =>
    changed(policy, "quorum", (line) => [
      `witness wx ${otherLog.key.text} https://x.example/`,
      `group gx any ${line.slice("quorum ".length)} wx`,
      "quorum gx",
    ]),
  "seat-key-other-id": (policy) =>
    changedFirst(policy, "witness", (line) => line.replace(/\+[0-9a-f]{8}\+/u, "+00000001+")),
  "seat-without-url": (policy) =>
    changedFirst(policy, "witness", (line) => line.split(" ").slice(0, 3).join(" ")),
  "seat-url-http": (policy) =>
    changedFirst(policy, "witness", (line) => line.replace("https:", "http:")),
  "seat-more-fields": (policy) => changedFirst(policy, "witness", (line) => `${line} more`),
  "comment-behind": (policy) => changedFirst(policy, "witness", (line) => `${line} # the first`),
  "two-spaces": (policy) => changedFirst(policy, "witness", (line) => line.replace(" ", "  ")),
  "tab-between": (policy) => changedFirst(policy, "witness", (line) => line.replace(" ", "\t")),
  "space-before": (policy) => changedFirst(policy, "witness", (line) => ` ${line}`),
  "space-behind": (policy) => changedFirst(policy, "witness", (line) => `${line} `),
  "carriage-returns": (policy) => text(policy.lines).replaceAll("\n", "\r\n"),
  "no-final-newline": (policy) => text(policy.lines).slice(0, -1),
  "unknown-keyword": (policy) => `${text(policy.lines)}network ours\n`,
  "keyword-upper-case": (policy) => changed(policy, "log", (line) => [line.replace("log", "LOG")]),
  "line-70-kb": (policy) => `# ${"x".repeat(70_000)}\n${text(policy.lines)}`,
};

const checkpointKinds = [
  "quorum-missed",
  "cosignature-false",
  "log-signature-false",
  "not-of-this-log",
];

export const policyKinds = [...Object.keys(textKinds), "comment-not-utf8", ...checkpointKinds];

export function goodPolicy(random: Random): Sample {
  const policy = samplePolicy(random);
  const comments = random.oneIn(2) ? "# 法定人数规则\n\n" : "";
  const checkpoint = checkpointBy(someSeats(policy, random, true), random);
  return sampleOf("good", toUtf8(comments + text(policy.lines)), checkpoint);
}

/** @param turn how many came before: the kinds take turns */
export function badPolicy(random: Random, turn: number): Sample {
  const kind = policyKinds[turn % policyKinds.length] ?? "";
  const policy = samplePolicy(random);
  const whole = toUtf8(text(policy.lines));
  // Whoever has all seats signing cannot fail for want of them.
  const all = checkpointBy(policy.seats, random);
  switch (kind) {
    case "comment-not-utf8":
      return sampleOf(kind, concatBytes(Uint8Array.of(0x23, 0xff, 0x0a), whole), all);
    case "quorum-missed":
      return sampleOf(kind, whole, checkpointBy(someSeats(policy, random, false), random));
    case "cosignature-false":
      return sampleOf(kind, whole, withFalseLine(policy.seats, random, random.pick(policy.seats)));
    case "log-signature-false":
      return sampleOf(kind, whole, withFalseLine(policy.seats, random, logSigner));
    case "not-of-this-log": {
      const lines = text(policy.lines).replace(logSigner.key.text, otherLog.key.text);
      return sampleOf(kind, toUtf8(lines), all);
    }
    default:
      return sampleOf(kind, toUtf8(textKinds[kind]?.(policy, random) ?? ""), all);
  }
}

/** A checkpoint by all seats with one bit of one signature flipped, behind the time of it. */
function withFalseLine(
  seats: readonly NoteSigner[],
  random: Random,
  whose: NoteSigner,
): Uint8Array {
  const size = 1 + random.below(1000);
  const head = checkpointText({ origin, size, root: random.bytes(32) });
  const signatures = [logSigner, ...seats].map((signer) => {
    const line = signer.sign(head, cosignedAt);
    if (signer !== whose) return line;
    const signature = line.signature.slice();
    const at = signature.length - 1 - random.below(60);
    signature[at] = (signature[at] ?? 0) ^ (1 << random.below(8));
    return { ...line, signature };
  });
  return writeNote({ text: head, signatures });
}
