import type { GivenFile } from "../../../shared/contract/host-bridge.ts";

/** What a person dropped. A folder is walked unless the host takes it whole. */
export async function droppedFiles(
  transfer: DataTransfer,
  takesFolders: boolean,
): Promise<readonly GivenFile<File>[]> {
  if (takesFolders) return Array.from(transfer.files, (file) => ({ file, path: file.name }));
  // Both must be taken before the first await: the transfer empties itself.
  const items = Array.from(transfer.items, (item) => ({
    entry: item.webkitGetAsEntry(),
    file: item.getAsFile(),
  }));
  const found: GivenFile<File>[] = [];
  for (const { entry, file } of items) {
    if (entry !== null) await walk(entry, found);
    else if (file !== null) found.push({ file, path: file.name });
  }
  return found;
}

/** What a person chose in a picker of files or of a folder. */
export function pickedFiles(list: FileList): readonly GivenFile<File>[] {
  return Array.from(list, (file) => ({
    file,
    path: file.webkitRelativePath === "" ? file.name : file.webkitRelativePath,
  }));
}

async function walk(entry: FileSystemEntry, found: GivenFile<File>[]): Promise<void> {
  const path = entry.fullPath.replace(/^\//u, "");
  if (isFile(entry)) {
    const file = await new Promise<File>((settle, refuse) => entry.file(settle, refuse));
    found.push({ file, path });
    return;
  }
  if (!isDirectory(entry)) return;
  const reader = entry.createReader();
  // One reading gives at most a hundred entries; an empty one is the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((settle, refuse) =>
      reader.readEntries(settle, refuse),
    );
    if (part.length === 0) return;
    for (const child of part) await walk(child, found);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
