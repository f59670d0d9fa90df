import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ok } from "../../shared/bytes/result.ts";
import { parseDescriptor } from "../../shared/network/descriptor.ts";
import { practiceNodeHome } from "../registration/practice-node.ts";
import { authorityHandlers, type AuthorityParts } from "./authorities.ts";
import type { Handlers } from "./dispatcher.ts";
import { evidenceHandlers } from "./evidence.ts";
import { identityHandlers } from "./identities.ts";
import { packageHandlers } from "./packages.ts";
import { trustHandlers } from "./trust.ts";

export type HandlerParts = AuthorityParts;

/** What answers each call of the contract. */
export function serviceHandlers(parts: HandlerParts): Handlers {
  return {
    ...evidenceHandlers(parts),
    ...packageHandlers(parts),
    ...identityHandlers(parts),
    ...authorityHandlers(parts),
    ...trustHandlers(parts),
    "app.info": async () => {
      const { home } = parts.vault.paths;
      const origin = await practiceOrigin(home);
      return ok({
        version: parts.software.version,
        runtime: `node ${process.versions.node}`,
        home,
        practice: { ready: origin !== null, origin },
      });
    },
  };
}

async function practiceOrigin(home: string): Promise<string | null> {
  const path = join(practiceNodeHome(home), "network.json");
  const bytes = await readFile(path).catch(() => undefined);
  const parsed = bytes === undefined ? undefined : parseDescriptor(new Uint8Array(bytes));
  return parsed?.ok === true ? parsed.value.origin : null;
}
