import { checkTable } from "./check-table.ts";

export const containerChecks = checkTable({});
