import { checkTable } from "./check-table.ts";

export const signatureChecks = checkTable({});
