// Writes docs/checks.md from shared/words/checks/. A test says when it is out of date.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const entry = `
  export { checksPage } from "./shared/words/checks-page.ts";
  export { defaultPolicy } from "./shared/verification/policy.ts";
`;
const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: root, loader: "ts" },
  bundle: true,
  format: "esm",
  write: false,
});
const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
const { checksPage, defaultPolicy } = await import(`data:text/javascript;base64,${code}`);
writeFileSync(`${root}docs/checks.md`, checksPage(defaultPolicy.optional));
