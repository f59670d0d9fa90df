import { faultTable } from "./fault-table.ts";

export const registrationFaults = faultTable({});
