import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

export default defineConfig({ ignores: ["dist", "dist.*", "node_modules", "src/api/schema.d.ts"] }, ts.configs.strict, {
  files: ["src/**/*.{ts,tsx}"],
  plugins: { "react-hooks": hooks },
  rules: {
    "react-hooks/rules-of-hooks": "error",
    "react-hooks/exhaustive-deps": "error",
    "no-console": "error",
    eqeqeq: "error",
    "no-restricted-syntax": [
      "error",
      {
        selector: "JSXOpeningElement[name.name='Field'] > JSXAttribute[name.name='label'][value.value='']",
        message: "A field says what it asks for.",
      },
    ],
    // It changes what was typed into the nearest number allowed, and says nothing.
    "no-restricted-imports": [
      "error",
      { paths: [{ name: "antd", importNames: ["InputNumber"], message: "Use CountInput or MoneyInput of @/ui." }] },
    ],
  },
});
