import tseslint from "typescript-eslint";

const impure = "shared/ and the sequencers are pure: time and chance are passed in as values";

export default tseslint.config(
  {
    ignores: ["dist/", ".build/", "node_modules/", "tests/vectors/", "**/*.cjs", "**/target/"],
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["*.config.ts"] } },
    },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/require-await": "off",
      "max-lines": ["error", { max: 300 }],
      eqeqeq: "error",
      "no-restricted-exports": [
        "error",
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "a union of strings, not an enum" },
        { selector: "ExportAllDeclaration", message: "no barrels: name what is exported" },
      ],
    },
  },
  {
    files: ["shared/**/*.ts", "consortium/sequencer/**/*.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "Date", message: impure },
        { name: "Intl", message: impure },
        { name: "performance", message: impure },
      ],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: impure },
        { property: "localeCompare", message: "what a locale sorts differs by machine" },
        { property: "toLocaleString", message: "what a locale writes differs by machine" },
        { property: "toLocaleLowerCase", message: "what a locale folds differs by machine" },
      ],
    },
  },
  {
    files: ["*.config.ts"],
    rules: { "no-restricted-exports": "off" },
  },
  {
    files: ["**/*.mjs"],
    extends: [tseslint.configs.recommended],
    rules: { "max-lines": ["error", { max: 300 }] },
  },
);
