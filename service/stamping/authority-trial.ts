import { ok, type Result } from "../../shared/bytes/result.ts";
import { frameFault } from "../../shared/cms/signed-data-frame.ts";
import { type Fault, fault } from "../../shared/words/faults/fault.ts";
import type { Authority } from "./authority.ts";
import type { StampFault } from "./exchange.ts";
import { type Stamped, stamp, type StampPorts } from "./stamp.ts";

export interface Trial {
  /** The authority with `closes` settled. */
  readonly authority: Authority;
  readonly stamped: Stamped;
  /** Why it may stamp but not close; undefined when it may do both. */
  readonly cannotClose: Fault | undefined;
}

/**
 * Asks an authority for a token over random bytes, when its owner adds it: whether it answers as it should, and
 * whether its tokens can close a package.
 */
export async function tryAuthority(
  authority: Authority,
  ports: StampPorts,
  signal: AbortSignal,
): Promise<Result<Trial, StampFault>> {
  const manifest = ports.randomBytes(32);
  const stamped = await stamp({ authority, manifest, purpose: "stamp", signal }, ports);
  if (!stamped.ok) return stamped;
  const rule = frameFault(stamped.value.token);
  return ok({
    authority: { ...authority, closes: rule === undefined },
    stamped: stamped.value,
    cannotClose:
      rule === undefined
        ? undefined
        : fault("AUTHORITY_CANNOT_CLOSE", { authority: authority.name, rule }),
  });
}
