import { faultTable } from "./fault-table.ts";

/** What can be wrong with the files that come in, and with the room for them. */
export const inputFaults = faultTable({
  SOURCE_MISSING: {
    zh: "未存证：找不到“{path}”。",
    en: "Not sealed: “{path}” does not exist.",
    next: { zh: "请核对路径后重试。", en: "Check the path and try again." },
  },
  INPUT_UNREADABLE: {
    zh: "未存证：无法读取“{path}”（{reason:cause}）。没有生成任何证据。",
    en: "Not sealed: “{path}” cannot be read ({reason:cause}). No evidence was made.",
    next: {
      zh: "请检查文件权限和所在磁盘，或先复制到本机磁盘后重试。",
      en: "Check its permissions and its disk, or copy it to a local disk first, and try again.",
    },
  },
  SOURCE_CHANGED: {
    zh: "未存证：“{path}”在读取时被其他程序改动。没有生成任何证据。",
    en: "Not sealed: “{path}” was changed by another program while being read. No evidence was made.",
    next: {
      zh: "请关闭占用它的程序后重试。",
      en: "Close that program and try again.",
    },
  },
  SOURCE_VANISHED: {
    zh: "未存证：“{path}”在读取时被删除或移走。没有生成任何证据。",
    en: "Not sealed: “{path}” was removed or moved away while being read. No evidence was made.",
    next: {
      zh: "请放回文件，或去掉它后重试。",
      en: "Put the file back, or leave it out, and try again.",
    },
  },
  SOURCE_TYPE_UNSUPPORTED: {
    zh: "未存证：“{path}”不是普通文件或文件夹（{type}），内容不固定，不能作为证据保全。",
    en: "Not sealed: “{path}” is no file or folder but a {type}; it has no fixed content that could be preserved.",
    next: {
      zh: "请去掉它，或先把内容另存为普通文件。",
      en: "Leave it out, or save what it carries as a file first.",
    },
  },
  SOURCE_TOO_MANY: {
    zh: "未存证：“{path}”中的文件超过 {limit} 个。没有写入任何文件。",
    en: "Not sealed: “{path}” holds more than {limit} files. Nothing was written.",
    next: {
      zh: "请分成几个文件夹分别存证。",
      en: "Divide it into several folders and notarize each.",
    },
  },
  SOURCE_TOO_DEEP: {
    zh: "未存证：“{path}”的文件夹层数超过 {limit} 层。没有写入任何文件。",
    en: "Not sealed: folders in “{path}” are nested more than {limit} deep. Nothing was written.",
    next: { zh: "请减少层数后重试。", en: "Make it less deep and try again." },
  },
  SOURCE_UNKNOWN: {
    zh: "这个来源已不在本次运行中（{id}）。",
    en: "This source is no longer known to the running program ({id}).",
    next: { zh: "请重新选择文件。", en: "Choose the file again." },
  },
  UPLOAD_TOO_LARGE: {
    zh: "未接收“{name}”：超过上传上限 {limit}。",
    en: "“{name}” was not taken in: it passes the upload limit of {limit}.",
    next: {
      zh: "请用命令行对该文件存证：cunzhen notarize <路径>。",
      en: "Notarize it on the command line: cunzhen notarize <path>.",
    },
  },
  UPLOAD_BROKEN: {
    zh: "“{name}”没有传完，已丢弃收到的部分。",
    en: "“{name}” did not arrive whole; what had arrived was discarded.",
    next: { zh: "请重新添加该文件。", en: "Add the file again." },
  },
  SPACE_TOO_SMALL: {
    zh: "空间不足：约需 {needed}，“{place}”剩余 {free}。尚未开始，没有写入任何文件。",
    en: "Not enough space: about {needed} needed, {free} free on “{place}”. Nothing was started or written.",
    next: {
      zh: "请腾出空间或更换保管目录。",
      en: "Free some space or choose another vault folder.",
    },
  },
  SPACE_RAN_OUT: {
    zh: "写入时“{place}”的空间用尽，写了一半的文件已删除，已有的内容不受影响。",
    en: "“{place}” ran out of space while writing; the half-written file was removed, and nothing else is affected.",
    next: {
      zh: "请腾出空间，然后运行 cunzhen resume 或在程序中点“继续”。",
      en: "Free some space, then run cunzhen resume or choose Resume in the app.",
    },
  },
  PLACE_NOT_WRITABLE: {
    zh: "无法写入“{place}”（{reason:cause}）。",
    en: "“{place}” cannot be written to ({reason:cause}).",
    next: {
      zh: "请检查目录权限，或更换目录（--home、--out）。",
      en: "Check the folder's permissions, or choose another one (--home, --out).",
    },
  },
});
