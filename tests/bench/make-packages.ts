// Makes so many small packages in a folder, and a folder of trust beside it that accepts them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { writePem } from "../../shared/trust/pem.ts";
import { makePackage } from "../parties/package.ts";
import { createWorld } from "../parties/world.ts";

const [folder = "", trust = "", count = "0"] = process.argv.slice(2);
const world = await createWorld(false, "Bench");
for (const path of [folder, trust]) mkdirSync(path, { recursive: true });
const root = writePem({ label: "CERTIFICATE", bytes: world.root.certificate });
writeFileSync(join(trust, "root.pem"), root);
writeFileSync(join(trust, "network.json"), world.network.descriptorBytes);
for (let n = 0; n < Number(count); n += 1) {
  // Without a receipt: each would be of a tree of its own, which is a fork of the others.
  const members = { "data/a.txt": toUtf8(`number ${n}\n`) };
  writeFileSync(
    join(folder, `${n}.asice`),
    (await makePackage(world, { members, withoutNetwork: true })).bytes,
  );
}
