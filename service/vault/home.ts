import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/** Where everything lies in a home. Paths kept in the vault are relative to `home`, so that it can be moved. */
export interface HomePaths {
  readonly home: string;
  readonly vault: string;
  readonly claims: string;
  readonly objects: string;
  readonly packages: string;
  readonly keys: string;
  readonly trust: string;
  readonly authorities: string;
  readonly practice: string;
  readonly spool: string;
}

export function homePaths(home: string): HomePaths {
  return {
    home,
    vault: join(home, "vault.sqlite"),
    claims: join(home, "claims"),
    objects: join(home, "objects"),
    packages: join(home, "packages"),
    keys: join(home, "keys"),
    trust: join(home, "trust"),
    authorities: join(home, "authorities.json"),
    practice: join(home, "practice"),
    spool: join(home, "spool"),
  };
}

/** Makes the folders that are missing, for their owner alone; rejects with the system's error. */
export async function makeHome(paths: HomePaths): Promise<void> {
  await mkdir(paths.home, { recursive: true, mode: 0o700 });
  for (const folder of [paths.claims, paths.objects, paths.packages, paths.keys, paths.trust]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
}
