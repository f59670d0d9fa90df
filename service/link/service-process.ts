import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createService } from "../create-service.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import { sentence } from "../../shared/words/sentence.ts";
import { type LinkedService, openLink } from "./link.ts";
import { shellPort } from "./shell-port.ts";
import { softwareOf } from "./software-of.ts";

// The service as a process of its own, hosted by a shell: `service-process --home DIR`.

const here = dirname(fileURLToPath(import.meta.url));

/** What must not happen, for whoever reads the shell's log; never a secret. */
function log(detail: unknown): void {
  const text = detail instanceof Error ? (detail.stack ?? detail.message) : String(detail);
  process.stderr.write(`${text}\n`);
}

/** Stands in for a service whose home cannot be opened: every call tells why, so that the page can. */
function refusing({ code, data }: Fault): LinkedService {
  const error = { code, message: sentence(code, "zh", data), data };
  return {
    invoke: () => Promise.resolve({ ok: false, error }),
    subscribe: () => () => undefined,
    close: () => Promise.resolve(),
  };
}

async function run(): Promise<void> {
  const program = join(here, "..", "..");
  const port = shellPort();
  const at = process.argv.indexOf("--home");
  const home = at < 0 ? undefined : process.argv[at + 1];
  if (port === undefined || home === undefined)
    throw new Error("started without a shell or a home");
  const link = openLink(port, () => process.exit(0));
  const opened = await createService({
    home,
    startNode: (nodeHome) => link.startNode(nodeHome),
    clock: () => Date.now(),
    language: "zh",
    scope: "all",
    software: await softwareOf(here, join(program, "package.json")),
    resources: join(program, "resources"),
    log,
  });
  link.serve(opened.ok ? opened.value : refusing(opened.fault));
}

run().catch((error: unknown) => {
  log(error);
  process.exit(1);
});
