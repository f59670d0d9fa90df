import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createHttp } from "../../../platform/http/http-client.ts";
import { register, type Registration } from "../../../service/registration/register.ts";
import { parseReceipt } from "../../../shared/network/receipt.ts";
import { parseSubmission, submissionDigest } from "../../../shared/network/submission.ts";
import { verifySignature } from "../../../shared/signature/verify-signature.ts";
import { type RogueNode, startRogueNode } from "../../parties/rogue-node.ts";
import { createSubmitter, randomDigest } from "../../parties/submitter.ts";
import {
  knownNode,
  startTestNode,
  stopTestNode,
  temporaryFolder,
  type TestNode,
} from "../../parties/test-node.ts";

const http = createHttp();
const submitter = createSubmitter();
let node: TestNode;
let rogue: RogueNode;
let home: string;

beforeAll(async () => {
  node = await startTestNode();
  rogue = await startRogueNode(node.url);
});
afterAll(async () => {
  await rogue.close();
  await stopTestNode(node);
});
beforeEach(async () => {
  home = await temporaryFolder();
  rogue.betray("none");
  rogue.standBefore(node.url);
});
afterEach(() => rm(home, { recursive: true, force: true }));

function wish(fields: Partial<Registration> = {}): Registration {
  const outbox = new Map<string, Uint8Array>();
  const notes = new Map<string, { size: number; note: Uint8Array }>();
  return {
    itemId: randomDigest().slice(0, 32),
    fingerprint: randomDigest(),
    tokens: [randomDigest(), randomDigest()],
    home,
    node: { ...node, url: rogue.url },
    submitter,
    outbox: {
      get: (id) => Promise.resolve(outbox.get(id)),
      put: (id, file) => Promise.resolve(void outbox.set(id, file)),
    },
    checkpoints: {
      latest: (origin) => Promise.resolve(notes.get(origin)?.note),
      keep: (origin, size, note) => {
        if ((notes.get(origin)?.size ?? 0) <= size) notes.set(origin, { size, note });
        return Promise.resolve();
      },
    },
    http,
    clock: Date.now,
    verify: verifySignature,
    ...fields,
  };
}

async function done(registration: Registration) {
  const end = await register(registration);
  if (end.kind !== "done") throw new Error(`not registered: ${end.fault.code}`);
  return end;
}

describe("registering", () => {
  test("gives a receipt that says what was submitted, cosigned by all three institutions", async () => {
    const registration = wish();
    const end = await done(registration);
    const submission = parseSubmission(end.submission);
    const receipt = parseReceipt(end.receipt);
    if (!submission.ok || !receipt.ok) throw new Error("unreadable");
    expect(submission.value).toMatchObject({
      fingerprint: registration.fingerprint,
      tokens: registration.tokens,
    });
    expect(receipt.value.leaf).toMatchObject({
      fingerprint: registration.fingerprint,
      submission: submissionDigest(end.submission),
    });
    expect(end.facts.cosignatures.map(({ role }) => role)).toEqual([
      "court",
      "notary",
      "arbitration",
    ]);
    expect(end.facts.cosignatures[0]?.institution).toContain("PRACTICE 演练");
    expect(new TextDecoder().decode(end.policy)).toContain("quorum practice-members");
    expect(end.network).toEqual(node.network);
  });

  test("registers nothing twice, whether repeated at once or after a crash", async () => {
    const registration = wish();
    const first = await done(registration);
    const [second, third] = await Promise.all([done(registration), done(registration)]);
    expect(second.receipt).toEqual(first.receipt);
    expect(third.facts.index).toBe(first.facts.index);
  });

  test("keeps what it signed before the node hears of it", async () => {
    const registration = wish();
    rogue.betray("down");
    expect(await register(registration)).toMatchObject({
      kind: "wait",
      fault: { code: "NODE_UNREACHABLE" },
    });
    rogue.betray("none");
    const end = await done(registration);
    expect(await registration.outbox.get(registration.itemId)).toEqual(end.submission);
  });

  test("signs again only when institutions attest that the earlier submission has expired unregistered", async () => {
    let offsetMs = 0;
    const clock = (): number => Date.now() + offsetMs;
    const own = await startTestNode({ clock });
    try {
      const registration = wish({ clock, node: own });
      const early = submissionFor(registration, Date.now() + 60_000);
      await registration.outbox.put(registration.itemId, early);
      offsetMs = 2 * 60_000;
      expect((await done(registration)).submission).not.toEqual(early);
    } finally {
      await stopTestNode(own);
    }
  });

  test("says so when the log's last block lies ahead of the clock, and goes on when that has passed", async () => {
    let offsetMs = 24 * 3_600_000;
    const clock = (): number => Date.now() + offsetMs;
    const own = await startTestNode({ clock });
    try {
      await done(wish({ clock, node: own }));
      offsetMs = 0;
      const registration = wish({ clock, node: own });
      expect(await register(registration)).toMatchObject({
        kind: "wait",
        fault: { code: "NODE_CLOCK" },
      });
      offsetMs = 24 * 3_600_000;
      await done(registration);
    } finally {
      await stopTestNode(own);
    }
  });

  test("does not sign again while the earlier submission could still be registered", async () => {
    const registration = wish();
    const distant = submissionFor(registration, Date.now() + 60 * 60_000);
    await registration.outbox.put(registration.itemId, distant);
    expect(await register(registration)).toMatchObject({
      kind: "wait",
      fault: { code: "NODE_WINDOW_OPEN" },
    });
    expect(await registration.outbox.get(registration.itemId)).toEqual(distant);
  });

  test("signs nothing when its clock and the node's differ by a day", async () => {
    const registration = wish({ clock: () => Date.now() - 24 * 3_600_000 });
    expect(await register(registration)).toMatchObject({
      kind: "wait",
      fault: { code: "NODE_CLOCK" },
    });
    expect(await registration.outbox.get(registration.itemId)).toBeUndefined();
  });
});

function submissionFor(registration: Registration, notAfter: number): Uint8Array {
  const { fingerprint, tokens } = registration;
  return submitter.submission({ fingerprint, tokens, notAfter }).file;
}

describe("a node that is not honest", () => {
  test.each([
    ["inclusion", "stop", "RECEIPT_NOT_INCLUDED"],
    ["leaf", "stop", "RECEIPT_NOT_INCLUDED"],
    ["no-court", "wait", "COSIGNATURES_MISSING"],
    ["bad-cosignature", "stop", "RECEIPT_NOT_SIGNED"],
    ["bad-log-signature", "stop", "RECEIPT_NOT_SIGNED"],
    ["html", "wait", "NODE_ANSWER_BROKEN"],
  ] as const)(
    "%s is not believed, and an honest answer later still is",
    async (how, kind, code) => {
      const registration = wish();
      if (how === "html") await done(wish());
      rogue.betray(how);
      expect(await register(registration)).toMatchObject({ kind, fault: { code } });
      rogue.betray("none");
      expect((await done(registration)).facts.cosignatures).toHaveLength(3);
    },
  );

  test("an old receipt is not taken for the new one", async () => {
    await done(wish());
    rogue.betray("replay");
    expect(await register(wish())).toMatchObject({
      kind: "stop",
      fault: { code: "RECEIPT_OF_ANOTHER" },
    });
  });

  test("names the institution whose cosignature is missing", async () => {
    rogue.betray("no-court");
    const end = await register(wish());
    expect(end.kind === "wait" ? end.fault.data : undefined).toEqual({
      missing: "PRACTICE 演练 court 法院",
    });
  });

  test("a false consistency proof is refused and both checkpoints are kept", async () => {
    const first = wish();
    await done(first);
    await done(wish());
    await done(wish());
    rogue.betray("inconsistent");
    const end = await register(wish({ checkpoints: first.checkpoints }));
    expect(end).toMatchObject({ kind: "stop", fault: { code: "LOG_NOT_CONSISTENT" } });
  });

  test("two histories under the same keys are kept as a proof of misbehaviour", async () => {
    const twin = await startTestNode({ home: await twinOf(node.home) });
    const lonely = await startTestNode({ home: await twinOf(node.home) });
    try {
      const first = wish({ node: await knownNode(twin.home, twin.running.port) });
      await done(first);
      const end = await register(
        wish({
          checkpoints: first.checkpoints,
          node: await knownNode(lonely.home, lonely.running.port),
        }),
      );
      expect(end).toMatchObject({ kind: "stop", fault: { code: "LOG_FORKED" } });
      const data: Record<string, unknown> = end.kind === "stop" ? { ...end.fault.data } : {};
      const proof = await readFile(String(data["file"]), "utf8");
      expect(proof.match(/^practice\.cunzhen\.invalid\/[0-9a-f]{16}$/gmu)).toHaveLength(2);
    } finally {
      await stopTestNode(twin);
      await stopTestNode(lonely);
    }
  });
});

async function twinOf(nodeHome: string): Promise<string> {
  const twin = await temporaryFolder();
  for (const name of ["network.json", "policy.txt", "keys"]) {
    await cp(join(nodeHome, name), join(twin, name), { recursive: true });
  }
  return twin;
}
