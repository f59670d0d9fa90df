import { checkTable } from "./check-table.ts";

export const evidenceChecks = checkTable({});
