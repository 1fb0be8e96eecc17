import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "./openapi";
import { queries } from "./queries";

interface Parameter {
  name: string;
  in: string;
  description?: string;
  example?: unknown;
  schema: { example?: unknown; description?: string };
}

const document = JSON.parse(JSON.stringify(openApiDocument)) as {
  paths: Record<string, { get: { operationId: string; summary: string; parameters?: Parameter[]; responses: object } }>;
};
const operations = Object.entries(document.paths).map(([path, { get }]) => ({ path, ...get }));

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate(document as never)).toMatchObject({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  it("names every operation once, in words, and says how it refuses", () => {
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, summary, responses } of operations) {
      expect([path, summary]).toEqual([path, expect.stringMatching(/\p{Script=Han}/u)]);
      expect([path, Object.keys(responses)]).toEqual([path, expect.arrayContaining(["200", "400"])]);
    }
  });

  it("describes every parameter and gives an example that its schema takes", () => {
    const schemas = Object.values(queries).map(
      ({ shape }) => shape as Record<string, { safeParse(value: unknown): { success: boolean } }>,
    );
    for (const { path, parameters = [] } of operations)
      for (const { name, in: where, description, example, schema } of parameters) {
        const given = example ?? schema.example;
        expect([path, name, description ?? schema.description]).toEqual([
          path,
          name,
          expect.stringMatching(/\p{Script=Han}|CSV/u),
        ]);
        expect([path, name, typeof given]).toEqual([path, name, "string"]);
        if (where === "query")
          expect([name, schemas.some((shape) => shape[name]?.safeParse(given).success)]).toEqual([name, true]);
      }
  });
});
