import postcss, { type AtRule, type Declaration } from "postcss";
import { describe, expect, test } from "vitest";
import { stylesheet } from "./stylesheet";

/** Chrome 86 and 88 stand in offices as the engines of 360, QQ and 搜狗 (docs/decisions/0125-old-browsers-read.md). */
describe.each(["site/site.css", "app/globals.css"])("%s can be read by engine 86", async (file) => {
  const sheet = postcss.parse(await stylesheet(file));

  test("nothing that it knows stands inside or beside what it does not know", () => {
    const unknown: string[] = [];
    sheet.walkAtRules(({ name, params }) => {
      if (name === "layer" || (name === "media" && /[<>]/.test(params))) unknown.push(`@${name} ${params}`);
    });
    sheet.walkRules(({ parent, selector }) => {
      if (parent?.type === "rule" || /:is\(/.test(selector)) unknown.push(selector);
    });
    expect(unknown).toEqual([]);
  });

  test("a colour that it does not know stands after one that it knows", () => {
    const alone: string[] = [];
    const isNew = ({ value }: Declaration) => /color-mix\(|okl(?:ch|ab)\(/.test(value);
    sheet.walkDecls((declaration) => {
      if (declaration.prop.startsWith("--") || !isNew(declaration)) return;
      const before = declaration.parent!.nodes!.filter(
        (node): node is Declaration => node.type === "decl" && node.prop === declaration.prop && !isNew(node),
      );
      const around = declaration.parent!.parent;
      const isAsked = around?.type === "atrule" && (around as AtRule).name === "supports";
      if (before.length === 0 && !isAsked) alone.push(`${declaration.prop}: ${declaration.value}`);
    });
    expect(alone).toEqual([]);
  });

  test("what can only be ticked with `:has` is hidden from it", () => {
    const shown = new Map<string, string[]>();
    sheet.walkRules((rule) => {
      for (const selector of rule.selectors) {
        const name = selector.replaceAll(":not(#\\#)", "");
        if (name !== ".large-print" && name !== ".only-filled") continue;
        rule.walkDecls("display", ({ value }) => {
          const asks = rule.parent?.type === "atrule" && String((rule.parent as AtRule).params).includes(":has");
          shown.set(name, [...(shown.get(name) ?? []), asks ? `with :has ${value}` : value]);
        });
      }
    });
    expect(shown.get(".large-print")).toEqual(["none", "with :has inline"]);
    expect(shown.get(".only-filled")).toEqual(["none", "with :has inline-block"]);
  });
});
