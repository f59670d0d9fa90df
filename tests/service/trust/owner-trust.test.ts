import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  listTrust,
  previewTrust,
  addTrust,
  removeTrust,
} from "../../../service/trust/owner-trust.ts";
import { loadGivenTrust, loadTrust } from "../../../service/trust/trust-folder.ts";
import { toHex } from "../../../shared/bytes/hex.ts";
import { digestOf } from "../../../shared/digest/digest.ts";
import { writePem } from "../../../shared/trust/pem.ts";
import { createNetwork } from "../../parties/network.ts";
import { createWorld, type World } from "../../parties/world.ts";

let world: World;
let place: string;
let trust: string;

beforeAll(async () => {
  world = await createWorld(true);
});
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "cunzhen-trust-"));
  trust = join(place, "trust");
});
afterEach(() => rm(place, { recursive: true, force: true }));

async function given(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(place, name);
  await writeFile(path, bytes);
  return path;
}

function hex(bytes: Uint8Array): string {
  return toHex(digestOf("sha256", bytes));
}

const pem = (der: Uint8Array, label = "CERTIFICATE") => writePem({ label, bytes: der });

describe("the owner's trust", () => {
  test("nothing is accepted before a digest was seen", async () => {
    const path = await given("root.pem", pem(world.root.certificate));
    expect(await previewTrust(path)).toMatchObject({
      ok: true,
      value: {
        found: [
          {
            kind: "root",
            name: "Test PRACTICE 演练 Root",
            digest: hex(world.root.certificate),
            practice: true,
          },
        ],
      },
    });
    expect(await listTrust(trust)).toEqual({ ok: true, value: [] });
    const other = await addTrust(trust, path, "00".repeat(32));
    expect(other).toMatchObject({ ok: false, fault: { code: "TRUST_DIGEST_DIFFERS" } });
    expect(await listTrust(trust)).toEqual({ ok: true, value: [] });
  });

  test("a root, a list and a descriptor are added, listed with their source, loaded and removed", async () => {
    const { root, crls, network } = world;
    const crl = crls[0] ?? new Uint8Array();
    for (const [name, bytes, digest] of [
      ["root.cer", root.certificate, hex(root.certificate)],
      ["root.crl", crl, hex(crl)],
      ["network.json", network.descriptorBytes, hex(network.descriptorBytes)],
    ] as const) {
      const added = await addTrust(
        trust,
        await given(name, bytes),
        digest,
        `from the court\nsays ${name}`,
      );
      expect(added).toMatchObject({
        ok: true,
        value: { digest, source: `from the court says ${name}` },
      });
    }
    const listed = await listTrust(trust);
    if (!listed.ok) throw new Error(listed.fault.code);
    expect(
      listed.value.map(({ kind, file }) => `${kind} ${file.split("/")[0] ?? ""}`).sort(),
    ).toEqual(["crl crls", "network networks", "root roots"]);
    const store = await loadTrust(trust);
    if (!store.ok) throw new Error(store.fault.code);
    expect(
      store.value.roots.map(({ certificate, practice }) => [hex(certificate), practice]),
    ).toEqual([[hex(root.certificate), true]]);
    expect(store.value.crls.map(hex)).toEqual([hex(crl)]);
    expect(store.value.networks.map(({ digest, source }) => [digest, source])).toEqual([
      [hex(network.descriptorBytes), "from the court says network.json"],
    ]);
    for (const { file } of listed.value)
      expect(await removeTrust(trust, file)).toMatchObject({ ok: true });
    expect(await listTrust(trust)).toEqual({ ok: true, value: [] });
    expect(await readdir(join(trust, "roots"))).toEqual([]);
  });

  test("a newer descriptor takes the place of the older one of its origin", async () => {
    const first = createNetwork(false, "aaaa");
    const second = createNetwork(false, "aaaa", "the same institutions with new keys");
    for (const { descriptorBytes } of [first, second])
      await addTrust(trust, await given("network.json", descriptorBytes), hex(descriptorBytes));
    const listed = await listTrust(trust);
    expect(listed).toMatchObject({ ok: true, value: [{ digest: hex(second.descriptorBytes) }] });
  });

  test("what is not there cannot be removed, and a name is no path", async () => {
    await given("victim.pem", pem(world.root.certificate));
    for (const name of ["../victim.pem", "roots/none.pem", ""])
      expect(await removeTrust(trust, name)).toMatchObject({
        ok: false,
        fault: { code: "TRUST_UNKNOWN" },
      });
    expect(await readdir(place)).toContain("victim.pem");
  });

  test.each([
    [
      "a certificate that is no root",
      () => pem(world.intermediate.certificate),
      "certificate-not-self-signed",
    ],
    ["a private key", () => pem(new Uint8Array([0x30, 0]), "PRIVATE KEY"), "trust-file-unknown"],
    [
      "base64 that is none",
      () => "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n",
      "pem-base64",
    ],
    ["a block left open", () => "-----BEGIN CERTIFICATE-----\nAAAA\n", "pem-block-open"],
    ["text", () => "hello", "trust-file-unknown"],
    ["nothing", () => "", "trust-file-unknown"],
    ["a descriptor with a changed name", () => changedDescriptor(), "descriptor-not-signed"],
    ["another JSON", () => "{}", "format-missing"],
    ["a root with a changed byte", () => changedRoot(), "certificate-signature-wrong"],
  ])("%s is refused", async (_what, content, rule) => {
    const path = await given("x.pem", content());
    expect(await previewTrust(path)).toMatchObject({
      ok: false,
      fault: { code: "TRUST_FILE_REFUSED", data: { rule } },
    });
  });

  test("a folder and a missing file are refused", async () => {
    expect(await previewTrust(place)).toMatchObject({
      ok: false,
      fault: { data: { rule: "not-a-file" } },
    });
    expect(await previewTrust(join(place, "no"))).toMatchObject({
      ok: false,
      fault: { data: { rule: "ENOENT" } },
    });
  });
});

function changedDescriptor(): Uint8Array {
  const text = Buffer.from(world.network.descriptorBytes).toString("utf8");
  return Buffer.from(text.replace("Test consortium", "Best consortium"));
}

function changedRoot(): Uint8Array {
  const der = world.root.certificate.slice();
  const at = Buffer.from(der).indexOf("Test PRACTICE");
  der[at] = 0x42;
  const second = Buffer.from(der).indexOf("Test PRACTICE");
  der[second] = 0x42;
  return der;
}

describe("a folder that somebody names as trust", () => {
  const kept = async () => {
    const given = await loadGivenTrust(place);
    if (!given.ok) throw new Error(given.fault.code);
    return given.value;
  };

  test("may keep everything at its top, in PEM or DER", async () => {
    await given("a.crt", world.root.certificate);
    await given("b.crl", pem(world.crls[1] ?? new Uint8Array(), "X509 CRL"));
    await given("c.json", world.network.descriptorBytes);
    await given("notes.txt", "not read");
    const { trust, refused } = await kept();
    expect([trust.roots.length, trust.crls.length, trust.networks.length]).toEqual([1, 1, 1]);
    expect(refused).toEqual([]);
  });

  test("a chain file gives its root, and its other certificates trust nothing", async () => {
    const chain = pem(world.intermediate.certificate) + pem(world.root.certificate);
    await given("chain.pem", chain);
    const { trust, refused } = await kept();
    expect(trust.roots.map(({ certificate }) => certificate)).toEqual([world.root.certificate]);
    expect(trust.certificates).toEqual([world.intermediate.certificate]);
    expect(refused).toEqual([]);
  });

  test("what is no trust is told and left out", async () => {
    await given("a.crt", world.root.certificate);
    await given("b.json", "{}");
    await given("c.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    await mkdir(join(place, "d.pem"));
    const { trust, refused } = await kept();
    expect(trust.roots).toHaveLength(1);
    expect(refused.map(({ file }) => file)).toEqual(["b.json", "c.pem", "d.pem"]);
  });

  test("is refused when nothing in it is trust, and taken when it is empty", async () => {
    expect(await kept()).toMatchObject({ trust: { roots: [], networks: [] } });
    await given("b.json", "{");
    expect(await loadGivenTrust(place)).toMatchObject({
      ok: false,
      fault: { code: "TRUST_FILE_REFUSED", data: { file: "b.json" } },
    });
  });

  test("an intermediate certificate alone is trust for nothing", async () => {
    await given("tsa.cer", world.intermediate.certificate);
    const { trust } = await kept();
    expect(trust).toMatchObject({ roots: [], certificates: [world.intermediate.certificate] });
  });

  test("must be there, while an owner may have accepted nothing yet", async () => {
    expect(await loadGivenTrust(join(place, "none"))).toMatchObject({ ok: false });
    expect(await loadTrust(join(place, "none"))).toMatchObject({ ok: true, value: { roots: [] } });
    const file = await given("file", "");
    expect(await loadGivenTrust(file)).toMatchObject({ ok: false });
  });

  test("is left as it was", async () => {
    await mkdir(join(place, "roots"));
    await given("roots/a.pem", pem(world.root.certificate));
    await loadGivenTrust(place);
    expect(await readdir(place)).toEqual(["roots"]);
    expect(await readFile(join(place, "roots/a.pem"), "utf8")).toBe(pem(world.root.certificate));
  });
});

describe("trust that is there and cannot be read", () => {
  test.each(["", "roots", "networks"])(
    "is a fault and not no trust: %j is a file",
    async (name) => {
      const path = join(trust, name);
      await mkdir(join(path, ".."), { recursive: true });
      await writeFile(path, "no folder");
      expect(await loadTrust(trust)).toMatchObject({
        ok: false,
        fault: { code: "TRUST_FILE_REFUSED", data: { rule: "ENOTDIR" } },
      });
    },
  );

  test("is a fault and not a part of it: a file more than are read", async () => {
    await mkdir(trust);
    const der = world.root.certificate;
    const names = Array.from({ length: 2_000 }, (_, n) => `${String(n).padStart(4, "0")}.cer`);
    await Promise.all(names.map((name) => writeFile(join(trust, name), der)));
    expect((await loadTrust(trust)).ok).toBe(true);
    await writeFile(join(trust, "more.cer"), der);
    const refused = {
      ok: false,
      fault: { code: "TRUST_FILE_REFUSED", data: { file: "more.cer" } },
    };
    expect(await loadTrust(trust)).toMatchObject(refused);
    expect(await loadGivenTrust(trust)).toMatchObject(refused);
  });
});

test("a source that is no line of text is none, and nothing waits for it", async () => {
  await mkdir(trust);
  const sources = { "a.pem": "court's list\n", "b.pem": "x".repeat(100_000), "c.pem": null };
  for (const [name, source] of Object.entries(sources)) {
    await writeFile(
      join(trust, name),
      writePem({ label: "CERTIFICATE", bytes: world.root.certificate }),
    );
    if (source !== null) await writeFile(join(trust, `${name}.source`), source);
    else await symlink("/dev/zero", join(trust, `${name}.source`));
  }
  const loaded = await loadGivenTrust(trust);
  if (!loaded.ok) throw new Error(loaded.fault.code);
  const { roots } = loaded.value.trust;
  expect(roots.map(({ source }) => source)).toEqual(["court's list", "b.pem", "c.pem"]);
});
