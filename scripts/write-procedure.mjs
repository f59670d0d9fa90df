// Writes docs/verify-procedure.md and docs/verify-package.sh from shared/report/procedure.ts, of which
// VERIFY.md in each package is a copy. A test says when they are out of date.
import { chmodSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const { outputFiles } = await build({
  entryPoints: [`${root}shared/report/procedure.ts`],
  bundle: true,
  format: "esm",
  write: false,
});
const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
const { procedureScript, procedureText, publishedFacts } = await import(
  `data:text/javascript;base64,${code}`
);
writeFileSync(`${root}docs/verify-procedure.md`, procedureText(publishedFacts));
writeFileSync(`${root}docs/verify-package.sh`, procedureScript());
chmodSync(`${root}docs/verify-package.sh`, 0o755);
