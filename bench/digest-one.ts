// Digests one file the way Cunzhen does, in a process of its own, and prints the digest.
import { openFileSource } from "../platform/hashing/file-source.ts";
import { toHex } from "../shared/bytes/hex.ts";

const source = await openFileSource(process.argv[2] ?? "");
const { sha256 } = await source.digest(0, source.size, ["sha256"]);
await source.close();
if (sha256 !== undefined) console.log(toHex(sha256));
