import { expect, test } from "vitest";
import { systemName } from "../../service/system-name.ts";

test.each([
  ["Linux", "6.8.0-45-generic", "Linux 6"],
  ["Linux", "5.15.167.4-microsoft-standard-WSL2", "Linux 5"],
  ["Windows_NT", "10.0.22631", "Windows_NT 10"],
  ["Darwin", "23.6.0", "Darwin 23"],
  ["Linux", "some-patched-kernel", "Linux"],
  ["Linux", "", "Linux"],
])("%s %s is shown as name and major version", (type, release, shown) => {
  expect(systemName(type, release)).toBe(shown);
});
