import "../components/colours.css";
import "../components/page.css";
import "./frame.css";
import { createRoot } from "react-dom/client";
import { toHex } from "../../shared/bytes/hex.ts";
import { toUtf8 } from "../../shared/bytes/utf8.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { Page } from "./page/page.tsx";
import { laneName } from "./worker/digest-lane.ts";
import { serveDigests } from "./worker/serve-digests.ts";
import { serveTask } from "./worker/serve.ts";

/** Put in by the build. */
declare const cunzhenVersion: string;

// One script is the page and its worker: a file:// page cannot load a second one.
if (typeof document !== "undefined") drawPage();
else if (self.name === laneName) serveDigests();
else serveTask();

function drawPage(): void {
  const root = document.getElementById("root");
  const text = document.currentScript?.textContent ?? "";
  if (root === null || text === "") throw new Error("the page is not whole");
  const digest = toHex(digestOf("sha256", toUtf8(text)));
  createRoot(root).render(<Page program={{ text, version: cunzhenVersion, digest }} />);
}
