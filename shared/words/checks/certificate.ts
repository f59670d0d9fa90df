import { checkTable } from "./check-table.ts";

export const certificateChecks = checkTable({});
