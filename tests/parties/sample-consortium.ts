import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { foundNetwork } from "../../consortium/ceremony/network-ceremony.ts";
import { temporaryFolder } from "./test-node.ts";

export const consortiumName = { zh: "甲省司法联盟链", en: "Province A judicial network" };
export const consortiumOrigin = "log.province-a.example/2026";

/** Founds a network that is no practice, with an institution at each address; gives the home of its node. */
export async function foundConsortium(urls: readonly [string, string, string]): Promise<{
  readonly home: string;
  readonly network: Uint8Array;
}> {
  const home = await temporaryFolder();
  await foundNetwork(home, {
    origin: consortiumOrigin,
    name: consortiumName,
    practice: false,
    remark: "a network of tests",
    label: "province-a",
    seats: [
      { role: "court", name: "Court A 甲法院", url: urls[0] },
      { role: "notary", name: "Notary B 乙公证处", url: urls[1] },
      { role: "forensic", name: "Forensic C 丙鉴定所", url: urls[2] },
    ],
  });
  return { home, network: new Uint8Array(await readFile(join(home, "network.json"))) };
}
