// Notarizes the files of a list one after another in one service, and prints the milliseconds of each.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { createService } from "../service/create-service.ts";
import { calls } from "../shared/contract/calls.ts";
import type { Reply } from "../shared/contract/reply.ts";

const [home = "", list = "", program = ""] = process.argv.slice(2);
const opened = await createService({
  home,
  startNode: () => Promise.reject(new Error("the practice node should be running")),
  clock: () => Date.now(),
  language: "en",
  scope: "asked",
  software: { name: "cunzhen bench", version: "0", digest: null },
  resources: join(program, "resources"),
  log: (detail) => console.error(detail),
});
if (!opened.ok) throw new Error(opened.fault.code);
const service = opened.value;

function valueOf(reply: Reply): unknown {
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}

const times: number[] = [];
for (const path of z.array(z.string()).parse(JSON.parse(readFileSync(list, "utf8")))) {
  const startedAt = performance.now();
  const added = valueOf(await service.invoke("source.add", { paths: [path], via: "cli" }));
  const { sources } = calls["source.add"].output.parse(added);
  const asked = valueOf(await service.invoke("evidence.notarize", { sources }));
  const { items } = calls["evidence.notarize"].output.parse(asked);
  const settled = await service.settle(
    items.map(({ id }) => id),
    { language: "en", signal: new AbortController().signal },
  );
  times.push(performance.now() - startedAt);
  const [item] = settled;
  if (item?.verdict !== "passed") throw new Error(`${path}: ${item?.hold?.message ?? item?.state}`);
}
await service.close();
console.log(JSON.stringify(times));
