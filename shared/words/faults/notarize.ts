import { faultTable } from "./fault-table.ts";

export const notarizeFaults = faultTable({});
