import * as z from "zod";

// Zod 4 otherwise probes `new Function`, which a page under our CSP reports as a violation.
// Every schema module takes `z` from here, so that the setting comes before the first schema.
z.config({ jitless: true });

export { z };
