import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toHex } from "../../shared/bytes/hex.ts";
import { fromUtf8, toUtf8 } from "../../shared/bytes/utf8.ts";
import { parseAsicManifest, writeAsicManifest } from "../../shared/container/asic-manifest.ts";
import { packageNames, sigMediaType } from "../../shared/container/package-names.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { type Entries, entryOf, withEntry } from "./package-folder.ts";
import { bash } from "./workbench.ts";

/** Stamps bytes; gives the token. */
export type Stamper = (bytes: Uint8Array) => Promise<Uint8Array>;

const takeToken = "openssl ts -reply -in answer.tsr -token_out -out answer.tst 2>/dev/null";

/** Asks an authority over HTTP the way anybody can: openssl and curl. */
export function authorityAt(url: string, folder: string): Stamper {
  mkdirSync(folder, { recursive: true });
  return async (bytes) => {
    writeFileSync(join(folder, "data"), bytes);
    const script = `openssl ts -query -data data -sha256 -cert -out question.tsq 2>/dev/null
curl -sSf -H 'Content-Type: application/timestamp-query' --data-binary @question.tsq -o answer.tsr "$TSA"
${takeToken}`;
    const ended = await bash(script, folder, { TSA: url });
    if (ended.code !== 0) throw new Error(`no token from ${url}: ${ended.stderr}`);
    return new Uint8Array(readFileSync(join(folder, "answer.tst")));
  };
}

const configuration = `[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[signer]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[operator]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
[tsa]
default_tsa = main
[main]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.crt
certs = ./ca.crt
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
ess_cert_id_chain = no
tsa_name = yes
ordering = yes
`;

/** A forger's own authority and operator: everything in order, only nobody trusts its root. */
export interface Forger {
  readonly stamp: Stamper;
  /** A detached CAdES-like signature by a key whose certificate the forger issued. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export async function openForger(folder: string): Promise<Forger> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "forger.cnf"), configuration);
  const made = await bash(
    `echo 01 > serial
new() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; openssl req -new -key "$1.key" -subj "/CN=$2" -out "$1.csr"; }
new ca 'Cunzhen PRACTICE 演练 Root'; new tsa 'Cunzhen PRACTICE 演练 TSA'; new operator 'Operator'
openssl x509 -req -in ca.csr -signkey ca.key -days 300 -extfile forger.cnf -extensions ca -out ca.crt
for who in tsa operator; do
  section=$([ $who = tsa ] && echo signer || echo operator)
  openssl x509 -req -in $who.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 300 -extfile forger.cnf -extensions $section -out $who.crt
done`,
    folder,
  );
  if (made.code !== 0) throw new Error(made.stderr);
  return {
    async stamp(bytes) {
      writeFileSync(join(folder, "data"), bytes);
      const ended = await bash(
        `openssl ts -query -data data -sha256 -cert -out question.tsq
openssl ts -reply -config forger.cnf -queryfile question.tsq -out answer.tsr
${takeToken}`,
        folder,
      );
      if (ended.code !== 0) throw new Error(ended.stderr);
      return new Uint8Array(readFileSync(join(folder, "answer.tst")));
    },
    async sign(bytes) {
      writeFileSync(join(folder, "data"), bytes);
      const ended = await bash(
        "openssl cms -sign -cades -binary -md sha256 -in data -signer operator.crt -inkey operator.key -certfile ca.crt -outform DER -out data.p7s",
        folder,
      );
      if (ended.code !== 0) throw new Error(ended.stderr);
      return new Uint8Array(readFileSync(join(folder, "data.p7s")));
    },
  };
}

const hexOf = (bytes: Uint8Array): string => toHex(digestOf("sha256", bytes));

/** Rewrites a manifest so that it lists what is there now, and nothing that is not. */
export function renewed(entries: Entries, manifest: string): Entries {
  const parsed = parseAsicManifest(entryOf(entries, manifest));
  if (!parsed.ok) throw new Error(`${manifest}: ${parsed.fault.rule}`);
  const { sigReference, sigMimeType, references } = parsed.value;
  const bytes = writeAsicManifest({
    sigReference,
    ...(sigMimeType === undefined ? {} : { mimeType: sigMimeType }),
    references: references
      .filter(({ name }) => entries.has(name))
      .map(({ name }) => ({ name, sha256: hexOf(entryOf(entries, name)) })),
  });
  return withEntry(entries, manifest, bytes);
}

/** A fresh token over a manifest, put where the manifest says that its token is. */
export async function restamped(
  entries: Entries,
  manifest: string,
  stamp: Stamper,
): Promise<Entries> {
  const bytes = entryOf(entries, manifest);
  const parsed = parseAsicManifest(bytes);
  if (!parsed.ok) throw new Error(`${manifest}: ${parsed.fault.rule}`);
  return withEntry(entries, parsed.value.sigReference, await stamp(bytes));
}

/** Rewrites SHA256SUMS so that it agrees with what is there now. */
export function withSums(entries: Entries): Entries {
  const text = fromUtf8(entryOf(entries, packageNames.sha256sums)) ?? "";
  const lines = text.split("\n").flatMap((line) => {
    const name = /^\\?[0-9a-f]{64} [ *](.*)$/u.exec(line)?.[1];
    if (name === undefined) return [line];
    const bytes = entries.get(name);
    return bytes === undefined ? [] : [`${hexOf(bytes)}  ${name}`];
  });
  return withEntry(entries, packageNames.sha256sums, toUtf8(lines.join("\n")));
}

/** The token over the archive manifest, as the manifest names it. */
export function closingToken(entries: Entries): string {
  const parsed = parseAsicManifest(entryOf(entries, packageNames.archiveManifest));
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  return parsed.value.sigReference;
}

/** Closes again: the archive manifest over all that is there, and a fresh token over it. */
export async function closed(entries: Entries, stamp: Stamper): Promise<Entries> {
  const token = closingToken(entries);
  const references = [...entries]
    .filter(([name]) => !["mimetype", packageNames.archiveManifest, token].includes(name))
    .map(([name, bytes]) => ({ name, sha256: hexOf(bytes) }));
  const manifest = writeAsicManifest({
    sigReference: token,
    mimeType: sigMediaType.timestamp,
    references,
  });
  const rewritten = withEntry(entries, packageNames.archiveManifest, manifest);
  return withEntry(rewritten, token, await stamp(manifest));
}
