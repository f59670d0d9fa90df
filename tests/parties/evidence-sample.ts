import { ed25519 } from "@noble/curves/ed25519.js";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import type { CustodyAct } from "../../shared/evidence/custody-entry.ts";
import {
  appendCustody,
  type CustodyDevice,
  custodyStart,
} from "../../shared/evidence/custody-log.ts";
import type { EvidenceDescriptor } from "../../shared/evidence/descriptor.ts";
import { concatBytes } from "../../shared/bytes/octets.ts";

/** A capturing device whose key comes from a seed, so that vectors stay the same. */
export interface SampleDevice extends CustodyDevice {
  readonly key: Uint8Array;
}

export function sampleDevice(seed: number): SampleDevice {
  const secret = new Uint8Array(32).fill(seed);
  const key = ed25519.getPublicKey(secret);
  const id = toHex(digestOf("sha256", key));
  return { id, key, sign: (data) => ed25519.sign(data, secret) };
}

export const sampleTime = 1_795_226_587_000; // 2026-11-21T02:03:07.000Z

/** One contract, captured by the command line: every optional field that a file can have is there. */
export const sampleEvidence: EvidenceDescriptor = {
  format: "cunzhen-evidence/1",
  critical: [],
  extensions: {},
  salt: new Uint8Array(32).map((_, index) => index),
  id: "00112233445566778899aabbccddeeff",
  kind: "file",
  title: "合同.pdf",
  purpose: "证明合同签订时的内容",
  parties: [
    {
      id: "operator",
      role: "operator",
      type: "person",
      name: "张三",
      onBehalfOf: "client",
      assurance: "certificate",
      certificate: "11".repeat(32),
    },
    {
      id: "client",
      role: "rightsholder",
      type: "organisation",
      name: "甲公司",
      identifier: { scheme: "统一社会信用代码", saltedDigest: "22".repeat(32) },
      assurance: "self-declared",
    },
  ],
  device: {
    id: sampleDevice(7).id,
    key: sampleDevice(7).key,
    os: "linux x64",
    via: "cli",
  },
  software: { name: "cunzhen", version: "0.1.0", digest: null },
  members: [
    {
      id: "m1",
      path: "data/合同.pdf",
      originalName: { text: "合同.pdf" },
      role: "original",
      type: "file",
      mediaType: "application/pdf",
      size: 5,
      sha256: toHex(digestOf("sha256", toUtf8("hello"))),
      encoding: "plain",
      mtime: sampleTime - 86_400_000,
    },
    {
      id: "m2",
      path: "data/link",
      originalName: { bytes: new Uint8Array([0xff, 0x6c]) },
      role: "original",
      type: "link",
      target: { text: "../elsewhere" },
    },
    {
      id: "m3",
      path: "data/empty",
      originalName: { text: "empty" },
      role: "original",
      type: "directory",
    },
  ],
  relations: [
    {
      type: "version-of",
      target: { evidence: "ffeeddccbbaa99887766554433221100", fingerprint: "33".repeat(32) },
    },
  ],
  planned: {
    authorities: ["http://127.0.0.1:3161/tsa"],
    needed: 1,
    network: "practice.cunzhen.invalid/0011223344556677",
    policyDigest: "44".repeat(32),
  },
  sequence: {
    vault: "aabbccddeeff00112233445566778899",
    network: "practice.cunzhen.invalid/0011223344556677",
    n: 1,
    previous: null,
  },
  notBefore: null,
  clock: { source: "system", capturedAt: sampleTime, offset: null },
};

/** The acts of a fresh item up to its seal. */
export function sampleActs(evidenceDigest: string, party: string | null): readonly CustodyAct[] {
  return [
    { time: sampleTime - 100, action: "requested", party, subject: null, reason: "取证" },
    { time: sampleTime, action: "captured", party: null, subject: null },
    { time: sampleTime + 50, action: "sealed", party, subject: evidenceDigest },
  ];
}

/** A whole custody log, signed by the device. */
export async function writeCustody(
  evidenceId: string,
  acts: readonly CustodyAct[],
  device: CustodyDevice,
): Promise<Uint8Array> {
  const lines: Uint8Array[] = [];
  let head = custodyStart(evidenceId);
  for (const act of acts) {
    const appended = await appendCustody(head, act, device);
    lines.push(appended.line);
    head = appended.head;
  }
  return concatBytes(...lines);
}
