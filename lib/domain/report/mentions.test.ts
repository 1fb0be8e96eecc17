import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mentionedIn, openMentionAt, partsWithMentions, withMention } from "./mentions";

const wang = { id: "1", name: "王丽" };
const wangjuan = { id: "2", name: "王丽娟" };
const chen = { id: "3", name: "陈志远" };
const namesake = { id: "4", name: "陈志远" };

describe("a mention that is being typed", () => {
  it("begins with the sign, also the wide one, and follows the caret", () => {
    expect(openMentionAt("请@", 2)).toEqual({ from: 1, query: "" });
    expect(openMentionAt("请＠王 核对", 3)).toEqual({ from: 1, query: "王" });
  });

  it("is none behind a space, in an address, or far behind the sign", () => {
    expect(openMentionAt("@王丽 请核对", 6)).toBeNull();
    expect(openMentionAt("a@b", 3)).toBeNull();
    expect(openMentionAt(`@${"长".repeat(21)}`, 22)).toBeNull();
    expect(openMentionAt("没有", 2)).toBeNull();
  });

  it("becomes the name and one space, and what stands behind stays", () => {
    expect(withMention("请@陈核对", 3, { from: 1, query: "陈" }, chen)).toEqual({ text: "请@陈志远 核对", caret: 6 });
    expect(withMention("请@陈 核对", 3, { from: 1, query: "陈" }, chen).text).toBe("请@陈志远 核对");
  });
});

describe("the people whom a text names", () => {
  it("are found by their whole names, the longer of two first", () => {
    expect(mentionedIn("@王丽娟 与＠王丽 再核对，@王丽", [wang, wangjuan, chen])).toEqual([wangjuan, wang]);
    expect(mentionedIn("王丽 已核对", [wang])).toEqual([]);
  });

  it("are all of that name", () => {
    expect(mentionedIn("@陈志远 请看", [chen, wang, namesake])).toEqual([chen, namesake]);
  });

  it("leave the text whole, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("@", "＠", "王丽", "王丽娟", "陈志远", " ", "\n", "a"), { maxLength: 30 }),
        (pieces) => {
          const text = pieces.join("");
          expect(
            partsWithMentions(text, [wang, wangjuan, chen, namesake])
              .map((part) => part.text)
              .join(""),
          ).toBe(text);
        },
      ),
    );
  });
});
