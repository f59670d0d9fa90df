import { faultTable } from "./fault-table.ts";

export const stampingFaults = faultTable({});
