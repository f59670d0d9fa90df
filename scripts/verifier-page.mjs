// Makes dist/verifier.html: one file that needs nothing else, runs from file:// and uses no network. Scripts,
// styles, worker and WebAssembly stand in it; its CSP names each by digest. The same sources give the same bytes.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./layers.mjs";

/** No browser older than these is promised: chrome114 is what the tests' Electron has. */
const target = ["chrome114", "firefox115", "safari16.4"];

/** @param {string} text */
const digest = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** @param {Record<string, string>} sources */
const policyOf = ({ loader = "", program = "", style = "" }) =>
  [
    "default-src 'none'",
    `script-src ${digest(loader)} ${digest(program)} 'wasm-unsafe-eval'`,
    `style-src ${digest(style)}`,
    "worker-src blob:",
    "img-src data:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types cunzhen-program cunzhen-worker",
  ].join("; ");

/** The text of the page. */
export async function verifierPage() {
  const { build } = await import("esbuild");
  const { zlibSync } = await import("fflate");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  /** @type {import("esbuild").BuildOptions & { write: false }} */
  const options = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    jsx: "automatic",
    outdir: "dist",
    define: {
      "process.env.NODE_ENV": '"production"',
      cunzhenVersion: JSON.stringify(version),
    },
  };
  const made = await build({ ...options, entryPoints: ["renderer/verifier/main.tsx"] });
  const loaded = await build({ ...options, entryPoints: ["renderer/verifier/loader.ts"] });
  const program = textOf(made.outputFiles, ".js");
  const style = textOf(made.outputFiles, ".css");
  const loader = textOf(loaded.outputFiles, ".js");
  // fflate and not zlib: Node's own packs differently from one processor to another.
  const packed = Buffer.from(zlibSync(Buffer.from(program, "utf8"), { level: 9 }));
  /** @type {Record<string, string>} */
  const parts = {
    policy: policyOf({ loader, program, style }),
    style,
    program: packed.toString("base64"),
    loader,
  };
  const template = readFileSync(join(root, "renderer", "verifier", "index.html"), "utf8");
  return template.replace(/\{\{(\w+)\}\}/gu, (_, name) => {
    const part = parts[name];
    if (part === undefined || /<\/(?:script|style)/iu.test(part))
      throw new Error(`the page has no place for ${name}`);
    return part;
  });
}

/** @param {readonly import("esbuild").OutputFile[]} files @param {string} ending */
function textOf(files, ending) {
  const found = files.find(({ path }) => path.endsWith(ending));
  if (found === undefined) throw new Error(`no ${ending} was built`);
  return found.text.trimEnd();
}
