import { join } from "node:path";
import { createService, type Service } from "../../service/create-service.ts";

type ServiceWishes = Parameters<typeof createService>[0];

/** A service in English over a home of its own, without built pages beside it. Throws when it cannot begin. */
export async function openTestService(
  { cwd, home }: { readonly cwd: string; readonly home: string },
  wishes: Pick<ServiceWishes, "startNode" | "scope"> & Partial<Pick<ServiceWishes, "clock">>,
): Promise<Service> {
  const opened = await createService({
    home,
    clock: () => Date.now(),
    language: "en",
    software: { name: "test", version: "0", digest: null },
    resources: join(cwd, "none"),
    log: () => undefined,
    ...wishes,
  });
  if (!opened.ok) throw new Error(opened.fault.code);
  return opened.value;
}
