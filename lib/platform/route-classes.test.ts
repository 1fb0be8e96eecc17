import { expect, it } from "vitest";
import { routesOfCode } from "@/e2e/server/compiled";
import { routes } from "@/e2e/server/routes";
import { routeClassOf } from "@/lib/platform/route-classes";

it("knows every route of the application by its examples", () => {
  const examples = routesOfCode().flatMap(({ route }) => (routes[route] ?? []).map(({ example }) => example));
  expect(examples.length).toBeGreaterThan(100);
  expect(examples.filter((example) => routeClassOf(example, false) === "other")).toEqual([]);
});

it("takes an action for one wherever it is posted to, and what nobody knows for something else", () => {
  expect(routeClassOf("/desk/101001/2021?sheet=x", true)).toBe("action");
  expect(routeClassOf("/desk/101001/2021?sheet=x", false)).toBe("desk");
  expect(["/wp-login.php", "/administrator", "//r/1", ""].map((url) => routeClassOf(url, false))).toEqual(
    Array.from({ length: 4 }, () => "other"),
  );
});
