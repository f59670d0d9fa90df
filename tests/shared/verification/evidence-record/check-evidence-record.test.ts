import { beforeAll, describe, expect, test } from "vitest";
import { toUtf8 } from "../../../../shared/bytes/utf8.ts";
import { constructedTag } from "../../../../shared/bytes/der/element.ts";
import {
  element,
  integer,
  octets,
  sequence,
  sequenceOf,
} from "../../../../shared/bytes/der/writer.ts";
import { digestOf } from "../../../../shared/digest/digest.ts";
import { rootOf } from "../../../../shared/evidence-record/hash-tree.ts";
import { verifySignature } from "../../../../shared/signature/verify-signature.ts";
import { checkEvidenceRecord } from "../../../../shared/verification/evidence-record/check-evidence-record.ts";
import type {
  RecordQuestion,
  RecordVerdict,
} from "../../../../shared/verification/evidence-record/record-question.ts";
import { writeDigestAlgorithm } from "../../../../shared/x509/algorithm-identifier.ts";
import { checks } from "../../../../shared/words/checks/catalogue.ts";
import {
  makeRecords,
  parsedRecord,
  renewTimestamp,
  renewTree,
} from "../../../parties/evidence-record.ts";
import { certificateOf } from "../../../parties/odd-tokens.ts";
import { createWorld, type World } from "../../../parties/world.ts";

let world: World;
const group = ["a", "b", "c"].map(toUtf8);
const other = [toUtf8("d")];
const day = 86_400_000;
const start = 1_795_226_587_000;
const now = start + 100 * day;

function judge(
  record: Uint8Array,
  files: readonly Uint8Array[] | undefined,
  more: Partial<RecordQuestion> = {},
): Promise<RecordVerdict> {
  return checkEvidenceRecord({
    subject: "r.ers",
    record,
    objects: (digest) => Promise.resolve(files?.map((file) => digestOf(digest, file))),
    roots: world.trust.roots,
    certificates: [world.intermediate.certificate],
    crls: world.crls,
    ocsps: [],
    now,
    verify: verifySignature,
    ...more,
  });
}

function failed({ findings }: RecordVerdict): readonly string[] {
  return findings.filter(({ code }) => checks[code].outcome === "failed").map(({ code }) => code);
}

function codes({ findings }: RecordVerdict): readonly string[] {
  return findings.map(({ code }) => code);
}

let records: readonly Uint8Array[];
let first: Uint8Array;
let renewed: Uint8Array;

beforeAll(async () => {
  world = await createWorld(false);
  records = await makeRecords(world, [group, other, [toUtf8("e")]], start);
  first = records[0] ?? new Uint8Array();
  const stamped = await renewTimestamp(world, first, start + day);
  const tree = await renewTree(world, stamped, group, "sha512", start + 2 * day);
  renewed = await renewTimestamp(world, tree, start + 3 * day);
});

describe("an evidence record", () => {
  test("proves its group and each of its positions in the batch", async () => {
    for (const [n, files] of [group, other, [toUtf8("e")]].entries()) {
      const verdict = await judge(records[n] ?? new Uint8Array(), files);
      expect(failed(verdict)).toEqual([]);
      expect(verdict.facts).toEqual({
        file: "r.ers",
        chains: 1,
        tokens: 1,
        existedBy: start,
        digests: ["sha256"],
      });
    }
  });

  test("renewed both ways from SHA-256 to SHA-512 proves its first time", async () => {
    const verdict = await judge(renewed, group);
    expect(failed(verdict)).toEqual([]);
    expect(verdict.facts).toMatchObject({ chains: 2, tokens: 4, existedBy: start });
    expect(verdict.facts?.digests).toEqual(["sha256", "sha512"]);
    expect(codes(verdict).filter((code) => code === "RECORD_RENEWAL_COVERS")).toHaveLength(3);
  });

  test("says that nothing was added to a group, and that a part is not the whole", async () => {
    expect(codes(await judge(first, group))).toContain("RECORD_GROUP_EXACT");
    expect(codes(await judge(first, group.slice(1)))).toContain("RECORD_GROUP_WIDER");
  });

  test("refuses changed, foreign and added data", async () => {
    expect(failed(await judge(first, other))).toContain("RECORD_OBJECT_MISSING");
    expect(failed(await judge(first, [...group, ...other]))).toContain("RECORD_OBJECT_MISSING");
    expect(failed(await judge(renewed, [...group, ...other]))).toContain("RECORD_RENEWAL_BROKEN");
  });

  test("without an algorithm of its own is held to the length of its token's digest", async () => {
    const object = digestOf("sha256", toUtf8("a"));
    const withList = async (...list: readonly Uint8Array[]) => {
      const token = await world.authority.stamp(rootOf("sha256", [list]), start);
      const tree = element(constructedTag(2), sequenceOf(list.map(octets)));
      const chains = sequenceOf([sequenceOf([sequence(tree, token)])]);
      const digests = sequenceOf([writeDigestAlgorithm("sha256")]);
      return judge(sequence(integer(1), digests, chains), [toUtf8("a")]);
    };
    expect(failed(await withList(object, digestOf("sha256", toUtf8("b"))))).toEqual([]);
    for (const length of [1, 31, 33, 64]) {
      const verdict = await withList(object, new Uint8Array(length).fill(7));
      expect(failed(verdict)).toEqual(["RECORD_MALFORMED"]);
      expect(verdict.facts?.existedBy).toBeNull();
    }
  });

  test("without data it stays open", async () => {
    const verdict = await judge(renewed, undefined);
    expect(failed(verdict)).toEqual([]);
    expect(codes(verdict)).toContain("RECORD_DATA_NOT_GIVEN");
    expect(verdict.facts?.existedBy).toBeNull();
  });

  test("a further chain whose digests of the data are not to be had stays open", async () => {
    const verdict = await judge(renewed, group, {
      objects: (digest) =>
        Promise.resolve(
          digest === "sha256" ? group.map((file) => digestOf(digest, file)) : undefined,
        ),
    });
    expect(failed(verdict)).toEqual([]);
    expect(codes(verdict)).toContain("RECORD_DATA_NOT_GIVEN");
  });

  test("a renewal older than what it renews is refused", async () => {
    const early = await renewTimestamp(world, first, start - day);
    expect(failed(await judge(early, group))).toContain("RECORD_TIMES_DESCEND");
  });

  test("a stranger's renewal does not take back what is known of the authority before it", async () => {
    const { serial } = certificateOf({ certificate: world.authorityCertificate });
    const stolen = { serial, at: start + 5 * day, reason: "keyCompromise" } as const;
    const told = { number: 2n, thisUpdate: start + 6 * day, revoked: [stolen] };
    const crls = [...world.crls, await world.intermediate.crl(told)];
    const other = await createWorld(false, "Other");
    const again = await renewTimestamp(other, first, start + day);
    const roots = [...world.trust.roots, ...other.trust.roots];
    const kept = await judge(again, group, { crls, roots });
    expect(failed(kept)).toEqual([]);
    expect(codes(kept)).toContain("REVOKED_LATER");
    const strange = await judge(again, group, { crls });
    expect(failed(strange)).toEqual(["REVOKED"]);
    expect(strange.timestamps.filter(({ sound, trusted }) => sound && trusted)).toEqual([]);
  });

  test("a record over SHA-1 made today proves nothing", async () => {
    const [old] = await makeRecords(world, [group], start, "sha1");
    const alone = await judge(old ?? new Uint8Array(), group);
    expect(alone.facts?.existedBy).toBeNull();
  });

  test("no flipped bit before its token goes unnoticed", async () => {
    const token = parsedRecord(first).chains[0]?.timestamps[0]?.token ?? new Uint8Array();
    const lax: string[] = [];
    for (let bit = 0; bit < 8 * (first.length - token.length); bit += 1) {
      const flipped = Uint8Array.from(first);
      const at = Math.floor(bit / 8);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit % 8));
      const verdict = await judge(flipped, group);
      if (failed(verdict).length === 0 && verdict.facts?.existedBy === start) lax.push(String(bit));
    }
    expect(lax).toEqual([]);
  }, 120_000);
});
