import { execFileSync } from "node:child_process";

/** Whether this machine has the program; what needs it is skipped by name elsewhere. */
export function hasOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"]);
    return true;
  } catch {
    return false;
  }
}
