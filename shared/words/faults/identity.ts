import { faultTable } from "./fault-table.ts";

export const identityFaults = faultTable({});
