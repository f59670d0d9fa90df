import { formatTime } from "../../shared/bytes/civil-time.ts";
import { ok, type Result } from "../../shared/bytes/result.ts";
import type { NetworkSummary } from "../../shared/contract/network-summary.ts";
import { fewestCosigners } from "../../shared/log/quorum-policy.ts";
import type { TrustedNetwork } from "../../shared/trust/trust-store.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";
import { addTrust, listTrust, previewTrust, removeTrust } from "../trust/owner-trust.ts";
import { loadTrust } from "../trust/trust-folder.ts";
import type { Handlers } from "./dispatcher.ts";
import type { ServiceParts } from "./service-parts.ts";

type TrustCall = "trust.list" | "trust.preview" | "trust.add" | "trust.remove" | "network.list";

/** The calls about what this home trusts. Nothing is accepted that its owner was not shown by digest. */
export function trustHandlers({ vault, sources }: ServiceParts): Pick<Handlers, TrustCall> {
  const folder = vault.paths.trust;
  return {
    "trust.list": async () => {
      const trusted = await listTrust(folder);
      return trusted.ok ? ok({ trusted: trusted.value }) : trusted;
    },
    "trust.preview": async ({ source }) => {
      const given = sources.find(source);
      if (!given.ok) return given;
      const preview = await previewTrust(given.value.path);
      if (!preview.ok) return preview;
      const { found, until } = preview.value;
      return ok({ found, until: until === null ? null : formatTime(until) });
    },
    "trust.add": async ({ source, digest, from }) => {
      const given = sources.find(source);
      if (!given.ok) return given;
      const { path, name } = given.value;
      return one(await addTrust(folder, path, digest, from ?? name));
    },
    "trust.remove": async ({ file }) => one(await removeTrust(folder, file)),
    "network.list": async () => {
      const trust = await loadTrust(folder);
      return trust.ok ? ok({ networks: trust.value.networks.flatMap(networkOf) }) : trust;
    },
  };
}

function one<T>(result: Result<T, Fault>): Result<{ readonly trusted: readonly T[] }, Fault> {
  return result.ok ? ok({ trusted: [result.value] }) : result;
}

function networkOf({ descriptor, digest, practice }: TrustedNetwork): readonly NetworkSummary[] {
  const newest = descriptor.epochs.at(-1);
  if (newest === undefined) return [];
  const { origin, name } = descriptor;
  const institutions = newest.institutions.map((one) => ({ name: one.name, role: one.role }));
  const needed = fewestCosigners(newest.quorum);
  return [{ origin, name, practice, digest, institutions, needed }];
}
