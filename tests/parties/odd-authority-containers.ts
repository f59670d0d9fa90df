import { constructedTag } from "../../shared/bytes/der/element.ts";
import { parseDer } from "../../shared/bytes/der/parser.ts";
import {
  explicit,
  oid,
  retag,
  sequence,
  sequenceOf,
  setOf,
} from "../../shared/bytes/der/writer.ts";
import { cmsOids } from "../../shared/cms/object-identifiers.ts";
import { issueCertificate } from "../../shared/x509/issue-certificate.ts";
import { from, partyOf, purposes, until } from "./certificate-authority.ts";
import { addStamped, asicE, filesOf, packForeign } from "./foreign-container.ts";
import { data, good, odd, type OddContainer, stamped, token } from "./odd-container.ts";
import { capturedAt } from "./package.ts";
import { seededRandom } from "./random.ts";
import { ed25519Key } from "./software-keys.ts";
import { type TimeStamping, timeStamping } from "./time-stamping.ts";
import type { World } from "./world.ts";

const stampingPurpose = { purposes: [purposes.timeStamping], critical: true };

async function stampedBy(authority: TimeStamping): Promise<Uint8Array> {
  const files = filesOf(asicE, data);
  await addStamped(files, authority, capturedAt);
  return packForeign(files);
}

/** An authority whose certificate says where its list is to be had. */
async function namingItsList({ intermediate }: World): Promise<TimeStamping> {
  const crlUrls = ["http://crl.example/tsa.crl"];
  const party = await intermediate.issue("Odd TSA with a list", {
    extendedKeyUsage: stampingPurpose,
    crlUrls,
  });
  return timeStamping(party, [party.certificate, intermediate.certificate]);
}

/** The same token with these lists in its SignedData. */
function carrying(bytes: Uint8Array, lists: readonly Uint8Array[]): Uint8Array {
  const tree = parseDer(bytes);
  const signedData = tree.ok ? tree.value.children[1]?.children[0] : undefined;
  if (signedData === undefined) throw new Error("a token has a SignedData");
  const parts = signedData.children.map((part) => part.bytes);
  const bag = retag(constructedTag(1), setOf(...lists));
  const all = [...parts.slice(0, -1), bag, ...parts.slice(-1)];
  return sequence(oid(cmsOids.signedData), explicit(0, sequenceOf(all)));
}

/** Containers whose authority is the odd one: its key, and what is known of its revocation. */
export const oddAuthorityContainers: readonly OddContainer[] = [
  odd("an Ed25519 token", "passed", good, async (at) => {
    const key = ed25519Key("Odd Ed25519 TSA");
    const fields = {
      serial: 25_519n,
      subject: [["CN", "Odd Ed25519 TSA"]],
      notBefore: from,
      notAfter: until,
      spki: key.spki,
      keyUsage: ["digitalSignature"],
      extendedKeyUsage: stampingPurpose,
    } as const;
    const certificate = await issueCertificate(fields, at.intermediate.signer);
    const chain = [certificate, at.intermediate.certificate];
    return stampedBy(timeStamping(partyOf(key, certificate), chain));
  }),
  odd(
    "no revocation data, though the certificate says where",
    "indeterminate",
    ["TRY_LATER"],
    async (at) => stampedBy(await namingItsList(at)),
  ),
  odd("lists in the token's SignedData", "passed", ["NOT_REVOKED"], async (at) => {
    const files = filesOf(asicE, data);
    await addStamped(files, await namingItsList(at), capturedAt);
    const lists = [
      await at.root.crl({ thisUpdate: capturedAt + 1000 }),
      await at.intermediate.crl({ thisUpdate: capturedAt + 1000 }),
    ];
    files.set(token, carrying(files.get(token) ?? new Uint8Array(), lists));
    return packForeign(files);
  }),
  odd(
    "a list of nobody's in the token's SignedData",
    "indeterminate",
    ["TRY_LATER"],
    async (at) => {
      const files = filesOf(asicE, data);
      await addStamped(files, await namingItsList(at), capturedAt);
      const lists = [await at.operator.crl({ thisUpdate: capturedAt + 1000 })];
      files.set(token, carrying(files.get(token) ?? new Uint8Array(), lists));
      return packForeign(files);
    },
  ),
  odd("exactly 1,000 entries", "passed", good, async (at) => {
    const files = filesOf(asicE, {});
    for (let n = 0; n < 997; n += 1) files.set(`data/n${String(n)}`, new Uint8Array(1));
    await addStamped(files, at.authority, capturedAt);
    return packForeign(files);
  }),
  odd("more than 1 MB at a ratio below 100", "passed", good, async (at) => {
    const files = filesOf(asicE, data);
    // What cannot be deflated stands before what vanishes: some eighty-seven times in all.
    const thin = new Uint8Array(2_000_000);
    thin.set(seededRandom(87).bytes(21_000));
    files.set("data/thin", thin);
    await addStamped(files, at.authority, capturedAt);
    return packForeign(files, { "data/thin": { deflate: true } });
  }),
  odd(
    "a member that is a folder's name in the manifest's case",
    "failed",
    ["ENTRY_MISSING", "FOREIGN_NOT_COVERED"],
    async (at) => {
      const files = await stamped(at);
      const bytes = files.get("data/a.txt") ?? new Uint8Array();
      files.delete("data/a.txt");
      return packForeign(files.set("Data/a.txt", bytes));
    },
  ),
];
