/** How a report can be had. The document says the same in each. */
export const reportForms = ["pdf", "html", "json"] as const;
export type ReportForm = (typeof reportForms)[number];
