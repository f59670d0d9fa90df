import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from "electron";
import { hostEvent } from "../shared/contract/events.ts";
import type { HostBridge } from "../shared/contract/host-bridge.ts";
import { reply } from "../shared/contract/reply.ts";
import { ingestReply, saveReply } from "./shell-replies.ts";
import { bridgeName, channels } from "./channels.ts";

/**
 * Where a file lies; "" for one that a script made, which the shell refuses.
 *
 * @param tools absent before Electron 29, where the path is a property of the file itself
 */
function placeOf(file: File, tools: typeof webUtils | undefined): string {
  if (tools !== undefined) return tools.getPathForFile(file);
  return "path" in file && typeof file.path === "string" ? file.path : "";
}

const bridge: HostBridge<File> = {
  takesFolders: true,
  async invoke(name, input) {
    return reply.parse(await ipcRenderer.invoke(channels.invoke, name, input));
  },
  subscribe(listener) {
    const heard = (_event: IpcRendererEvent, message: unknown) => {
      listener(hostEvent.parse(message));
    };
    ipcRenderer.on(channels.event, heard);
    return () => {
      ipcRenderer.off(channels.event, heard);
    };
  },
  async ingest(files, via) {
    const placed = files.map(({ file, path }) => ({
      absolute: placeOf(file, webUtils),
      path,
      name: file.name,
    }));
    return ingestReply.parse(await ipcRenderer.invoke(channels.ingest, placed, via));
  },
  async save(id, name, page) {
    return saveReply.parse(await ipcRenderer.invoke(channels.save, id, name, page));
  },
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
