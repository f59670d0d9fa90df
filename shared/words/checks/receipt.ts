import { checkTable } from "./check-table.ts";

export const receiptChecks = checkTable({});
