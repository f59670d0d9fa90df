import { runNode } from "./node/run-node.ts";

/** Entry of a process that is nothing but a practice node: `--home DIR`, as `cunzhen node start` takes it. */
const at = process.argv.indexOf("--home");
const home = at === -1 ? undefined : process.argv[at + 1];
if (home === undefined) {
  process.stderr.write("--home DIR is needed\n");
  process.exitCode = 64;
} else {
  runNode({ home }).then(
    () => {
      process.exit(0);
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : "the node failed"}\n`);
      process.exit(1);
    },
  );
}
