import { type as osType, release } from "node:os";
import { join } from "node:path";
import { sweepUnfinished } from "../platform/files/durable.ts";
import { createHttp } from "../platform/http/http-client.ts";
import type { ProxyOptions } from "../platform/http/proxy.ts";
import type { UnixMs } from "../shared/bytes/civil-time.ts";
import { fail, ok, type Result } from "../shared/bytes/result.ts";
import type { HostEvent } from "../shared/contract/events.ts";
import type { ItemSummary } from "../shared/contract/item-summary.ts";
import type { Reply } from "../shared/contract/reply.ts";
import type { Fault } from "../shared/words/faults/fault.ts";
import type { Language } from "../shared/words/language.ts";
import { createDispatcher } from "./handlers/dispatcher.ts";
import { serviceHandlers } from "./handlers/service-handlers.ts";
import { summaries } from "./handlers/evidence.ts";
import type { ServiceParts } from "./handlers/service-parts.ts";
import { createIdentityStore } from "./identity/identity-store.ts";
import { practiceCertificates } from "./identity/practice-certificates.ts";
import { notarizeSteps } from "./notarize/notarize-steps.ts";
import { proofsOf, randomOctets } from "./notarize/proofs.ts";
import { startQueue, type QueueScope } from "./notarize/queue.ts";
import { createRunner } from "./notarize/runner.ts";
import { selfCheckOf } from "./notarize/self-check.ts";
import { stepKeys } from "./notarize/step-keys.ts";
import type { SoftwareFact } from "./notarize/steps/step-ports.ts";
import { openObjectStore, type ObjectStore } from "./objects/store.ts";
import { WriteFailed } from "./objects/write-fault.ts";
import { openPracticeHome } from "./practice-home.ts";
import type { StartNode } from "./registration/practice-node.ts";
import { settle, type SettleOptions } from "./settle.ts";
import { createSourceRegistry, type SourceRegistry } from "./sources/registry.ts";
import { fetchRevocation } from "./stamping/revocation-fetch.ts";
import { listAuthorities } from "./stamping/authority-book.ts";
import { systemName } from "./system-name.ts";
import { loadTrust } from "./trust/trust-folder.ts";
import { openVault, type Vault } from "./vault/vault.ts";

export interface ServiceOptions {
  /** Absolute; made where it is not there. */
  readonly home: string;
  readonly startNode: StartNode;
  readonly clock: () => UnixMs;
  /** Of the sentences in answers and events that ask for no other. */
  readonly language: Language;
  readonly scope: QueueScope;
  readonly software: SoftwareFact;
  /** Folder of the files that come with the program. */
  readonly resources: string;
  readonly proxy?: ProxyOptions;
  /** Takes the detail of what must not happen; never a secret. */
  readonly log: (detail: unknown) => void;
}

/** All the work of the user's machine, behind one dispatcher. */
export interface Service {
  invoke(call: string, input: unknown): Promise<Reply>;
  subscribe(listener: (event: HostEvent) => void): () => void;
  readonly sources: SourceRegistry;
  /** Resolves when each of these items is verified or held, or the signal says to look no longer. */
  settle(ids: readonly string[], options: SettleOptions): Promise<readonly ItemSummary[]>;
  /** Stops the queue, lets go of every item and closes the vault. What was going on goes on at the next start. */
  close(): Promise<void>;
}

/** Assembles the service on a home and starts its queue. */
export async function createService(options: ServiceOptions): Promise<Result<Service, Fault>> {
  const { clock, language, log } = options;
  const opened = await openVault(options.home);
  if (!opened.ok) return opened;
  const vault = opened.value;
  const { paths, database } = vault;
  const stored = await openObjects(vault);
  if (!stored.ok) return stored;
  const objects = stored.value;
  const http = createHttp(options.proxy);
  const practice = openPracticeHome({ ...options, trust: paths.trust, http });
  const identities = createIdentityStore({
    keys: paths.keys,
    clock,
    practice: practiceCertificates((signal) => practice.node(signal), http),
    revocation: (chain, signal = new AbortController().signal) =>
      fetchRevocation(http, chain, [], signal),
  });
  const keys = stepKeys(identities);
  const listeners = new Set<(event: HostEvent) => void>();
  const tell = (event: HostEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const listen = (listener: (event: HostEvent) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const runner = createRunner({
    vault,
    steps: notarizeSteps({
      vault,
      objects,
      clock,
      os: systemName(osType(), release()),
      software: options.software,
      randomBytes: randomOctets,
      device: keys.device,
      operator: keys.operator,
      ...proofsOf({
        vault,
        http,
        clock,
        practice,
        submitter: keys.submitter,
      }),
      selfCheck: selfCheckOf(vault, clock),
    }),
    clock,
    changed: (id) => {
      void summaries({ vault, language }, [id], undefined).then(
        ([item]) => {
          if (item !== undefined) tell({ type: "item", item });
        },
        (error: unknown) => {
          log(error);
        },
      );
    },
    progress: (id, state, done, total) => {
      tell({ type: "progress", id, state, done, total });
    },
    log,
  });
  const queue = startQueue({ vault, runner, clock, scope: options.scope, log });
  const sources = createSourceRegistry(paths.spool);
  const parts: ServiceParts = {
    vault,
    sources,
    runner,
    queue,
    planPorts: {
      authorities: () => listAuthorities(paths.authorities),
      networks: async () => {
        const trust = await loadTrust(paths.trust);
        return trust.ok ? ok(trust.value.networks.map(({ descriptor }) => descriptor)) : trust;
      },
      practice: () => practice.node(),
    },
    identities,
    removed: (id) => {
      tell({ type: "removed", id });
    },
    judging: (id, done, total) => {
      tell({ type: "progress", id, state: null, done, total });
    },
    clock,
    randomBytes: randomOctets,
    language,
    software: options.software,
    verifierPage: join(options.resources, "..", "dist", "verifier.html"),
  };
  const handlers = serviceHandlers({
    ...parts,
    practice,
    http,
    resources: options.resources,
  });
  return ok({
    invoke: createDispatcher(handlers, language, log),
    subscribe: listen,
    sources,
    settle: async (ids, settling) => {
      await settle(vault, clock, (listener) => listen(listener), ids, settling.signal);
      return summaries(parts, ids, settling.language);
    },
    close: async () => {
      await queue.stop();
      identities.close();
      await database.close();
    },
  });
}

/** The object store, and no half of a file that a killed process left. */
async function openObjects({ paths, database }: Vault): Promise<Result<ObjectStore, Fault>> {
  try {
    const objects = await openObjectStore(paths.objects);
    for (const folder of [paths.objects, paths.packages]) await sweepUnfinished(folder);
    return ok(objects);
  } catch (error) {
    await database.close();
    if (error instanceof WriteFailed) return fail(error.fault);
    throw error;
  }
}
