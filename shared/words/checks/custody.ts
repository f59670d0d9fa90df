import { checkTable } from "./check-table.ts";

export const custodyChecks = checkTable({});
