import { expect, it } from "vitest";
import { shareImages } from "./report-metadata";

it("names the picture of a page by its whole address, and none where the installation does not know its own", () => {
  const addressOf = (path: string) => new URL(path, "https://mingzhang.example").href;
  expect(shareImages("/r/101001/2021/v/1", "单位决算", addressOf).images).toEqual([
    {
      url: "https://mingzhang.example/share/r/101001/2021/v/1.png",
      alt: "单位决算",
      width: 1200,
      height: 630,
      type: "image/png",
    },
  ]);
  expect(shareImages("/r/101001/2021/v/1", "单位决算", () => undefined)).toEqual({});
});
