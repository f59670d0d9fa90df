import { readFile, stat } from "node:fs/promises";
import { fail, ok, type Result } from "../../shared/bytes/result.ts";
import { fault, type Fault } from "../../shared/words/faults/fault.ts";
import type { Source } from "../sources/registry.ts";
import { liftStops } from "../vault/items.ts";
import type { Handlers } from "./dispatcher.ts";
import type { ServiceParts } from "./service-parts.ts";

type IdentityCall = "identity.show" | "identity.create" | "identity.import" | "identity.unlock";

const maxFileBytes = 4 * 1024 * 1024;

/** The calls about who signs. No answer carries anything of a private key. */
export function identityHandlers({
  clock,
  identities,
  queue,
  sources,
  vault,
}: ServiceParts): Pick<Handlers, IdentityCall> {
  return {
    "identity.show": async () => {
      const all = await identities.list();
      return all.ok ? ok({ identities: all.value }) : all;
    },
    "identity.create": async (wish) => only(await identities.create(wish)),
    "identity.import": async ({ name, source, filePassphrase, passphrase }) => {
      const given = sources.find(source);
      if (!given.ok) return given;
      const file = await contentOf(given.value);
      if (!file.ok) return file;
      const wish = { name, file: file.value, filePassphrase, passphrase };
      return only(await identities.importFile(wish));
    },
    "identity.unlock": async ({ name, passphrase }) => {
      const unlocked = await identities.unlock(name, passphrase);
      if (unlocked.ok) {
        await liftStops(vault.database, { identity: name, code: "IDENTITY_LOCKED" }, clock());
        queue.ask([]);
      }
      return only(unlocked);
    },
  };
}

function only<T>(result: Result<T, Fault>): Result<{ readonly identities: readonly T[] }, Fault> {
  return result.ok ? ok({ identities: [result.value] }) : result;
}

async function contentOf({ path, name }: Source): Promise<Result<Uint8Array, Fault>> {
  try {
    const { size } = await stat(path);
    if (size > maxFileBytes)
      return fail(fault("IDENTITY_FILE_UNREADABLE", { reason: "too-large" }));
    return ok(new Uint8Array(await readFile(path)));
  } catch {
    return fail(fault("SOURCE_MISSING", { path: name }));
  }
}
