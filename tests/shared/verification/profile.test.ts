import { beforeAll, describe, expect, test } from "vitest";
import { exchangeName, packageNames } from "../../../shared/container/package-names.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { toUtf8 } from "../../../shared/bytes/utf8.ts";
import { writeRequest } from "../../../shared/timestamp/request.ts";
import { writeGranted, writeRejection } from "../../../shared/timestamp/response.ts";
import type { Verdict } from "../../../shared/verification/verdict.ts";
import { codesOf, judge } from "../../parties/judge.ts";
import {
  addStamp,
  capturedAt,
  closePackage,
  type Files,
  makePackage,
  type MadePackage,
  packFiles,
  reopened,
} from "../../parties/package.ts";
import { createWorld, type World } from "../../parties/world.ts";

// What every package has beside its proofs, and what a closer again may take out or exchange.

let world: World;
let made: MadePackage;

beforeAll(async () => {
  world = await createWorld(false);
  made = await makePackage(world);
});

const [request, response] = [exchangeName(1, "tsq"), exchangeName(1, "tsr")];

/** Closed again by somebody who is careful: sums that would contradict are changed to fit or left as they are. */
async function closedWith(change: (files: Files) => void): Promise<Verdict> {
  const files = reopened(made.files);
  change(files);
  await closePackage(world, files, capturedAt + 7_000);
  return judge(packFiles(files), world.trust);
}

function subjects(verdict: Verdict, code: string): readonly string[] {
  return verdict.checks.filter((check) => check.code === code).map(({ subject }) => subject);
}

/** Takes entries out, and with them the sums file, unless it is what the test is about. */
function without(...names: readonly string[]): (files: Files) => void {
  return (files) => {
    for (const name of names) files.delete(name);
    const text = new TextDecoder().decode(files.get(packageNames.sha256sums));
    const kept = text.split("\n").filter((line) => !names.some((name) => line.endsWith(name)));
    if (files.has(packageNames.sha256sums))
      files.set(packageNames.sha256sums, toUtf8(kept.join("\n")));
  };
}

test("a whole package has them all, and says so", async () => {
  const verdict = await judge(made.bytes, world.trust);
  expect(verdict.outcome).toBe("passed");
  expect(verdict.checks.find(({ code }) => code === "PROFILE_COMPLETE")?.data).toEqual({
    entries: 5,
  });
});

describe("an entry that every package has", () => {
  test.each([
    packageNames.verify,
    packageNames.sha256sums,
    packageNames.sm3sums,
    request,
    response,
  ])("%s, taken out, is named as missing", async (name) => {
    const verdict = await closedWith(without(name));
    expect(codesOf(verdict, "failed")).toEqual(["PROFILE_INCOMPLETE"]);
    expect(subjects(verdict, "PROFILE_INCOMPLETE")).toEqual([name]);
  });

  test("both of an exchange are missed at every token but the closing one", async () => {
    const files = reopened(made.files);
    await addStamp(world, files, 2, capturedAt + 2_500);
    const gone = [request, response, exchangeName(2, "tsq"), exchangeName(2, "tsr")];
    without(...gone)(files);
    await closePackage(world, files, capturedAt + 7_000);
    const verdict = await judge(packFiles(files), world.trust);
    expect(subjects(verdict, "PROFILE_INCOMPLETE")).toEqual(gone);
  });
});

describe("the request and the response beside a token", () => {
  const imprint = digestOf("sha256", toUtf8("another"));
  const nonce = 0x1234_5678_9abcn;
  const exchanged = (name: string, bytes: Uint8Array) =>
    closedWith((files) => {
      files.set(name, bytes);
      const own = files.get(packageNames.sha256sums) ?? new Uint8Array();
      const lines = new TextDecoder().decode(own).split("\n");
      const kept = lines.filter((line) => !line.endsWith(name));
      files.set(packageNames.sha256sums, toUtf8(kept.join("\n")));
    });

  test("a response with another token contradicts the one in the package", async () => {
    const other = await world.authority.stamp(imprint, capturedAt + 2_000);
    const verdict = await exchanged(response, writeGranted(other));
    expect(codesOf(verdict, "failed")).toEqual(["RESPONSE_DIFFERS"]);
    expect(subjects(verdict, "RESPONSE_DIFFERS")).toEqual(["META-INF/timestamp001.tst"]);
  });

  test.each([
    ["is a refusal", writeRejection("badAlg", "no")],
    ["is nothing at all", new Uint8Array()],
    ["is no response", toUtf8("token")],
  ])("a response that %s gave no token", async (_what, bytes) => {
    expect(codesOf(await exchanged(response, bytes), "failed")).toEqual(["RESPONSE_DIFFERS"]);
  });

  test.each([
    ["asks for something else", writeRequest({ digest: "sha256", imprint, nonce, certReq: true })],
    ["is nothing at all", new Uint8Array()],
    ["is no request", toUtf8("request")],
  ])("a request that %s is not this token's", async (_what, bytes) => {
    expect(codesOf(await exchanged(request, bytes), "failed")).toEqual(["REQUEST_DIFFERS"]);
  });
});
