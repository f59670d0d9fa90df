import { checkTable } from "./check-table.ts";

export const timestampChecks = checkTable({});
