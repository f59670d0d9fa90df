import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addTrust, listTrust } from "../../../service/trust/owner-trust.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { sampleNetwork, signedDescriptor } from "../../parties/sample-network.ts";

test("an older descriptor never takes the place of a newer one", async () => {
  const place = await mkdtemp(join(tmpdir(), "cunzhen-trust-"));
  const trust = join(place, "trust");
  const { draft, cosigners, descriptorBytes: older } = sampleNetwork();
  const [epoch] = draft.epochs;
  if (epoch === undefined) throw new Error("a network has an epoch");
  const epochs = [epoch, { ...epoch, n: 1, fromSize: 100 }];
  const newer = signedDescriptor({ ...draft, epochs }, cosigners);
  const hex = (bytes: Uint8Array) => toHex(digestOf("sha256", bytes));
  const accept = async (bytes: Uint8Array) => {
    const path = join(place, "network.json");
    await writeFile(path, bytes);
    return addTrust(trust, path, hex(bytes));
  };
  expect(await accept(older)).toMatchObject({ ok: true });
  expect(await accept(newer)).toMatchObject({ ok: true });
  expect(await accept(older)).toMatchObject({
    ok: false,
    fault: { code: "TRUST_FILE_REFUSED", data: { rule: "descriptor-older" } },
  });
  expect(await listTrust(trust)).toMatchObject({ ok: true, value: [{ digest: hex(newer) }] });
  await rm(place, { recursive: true, force: true });
});
