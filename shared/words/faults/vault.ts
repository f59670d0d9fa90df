import { faultTable } from "./fault-table.ts";

export const vaultFaults = faultTable({});
