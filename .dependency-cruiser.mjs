import { cruiserRules } from "./scripts/cruiser-rules.mjs";

export default {
  forbidden: cruiserRules(),
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.build|dist)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
