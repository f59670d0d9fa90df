import { faultTable } from "./fault-table.ts";

export const inputFaults = faultTable({});
