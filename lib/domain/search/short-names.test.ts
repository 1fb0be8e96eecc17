import { expect, it } from "vitest";
import { pairsOf } from "./folded";
import { shortNamesOf, stemOf } from "./short-names";

it.each([
  ["临沂市罗庄区教育和体育局本级", "教育和体育局", "教体局"],
  ["临沂市罗庄区住房和城乡建设局", "住房和城乡建设局", "住建局"],
  ["罗庄区人力资源和社会保障局", "人力资源和社会保障局", "人社局"],
  ["临沂市罗庄区发展和改革局", "发展和改革局", "发改局"],
  ["临沂市罗庄区卫生健康局", "卫生健康局", "卫健局"],
  ["临沂市罗庄区市场监督管理局", "市场监督管理局", "市监局"],
  ["临沂市罗庄区人民政府办公室", "政府办公室", "政府办"],
  ["临沂市罗庄区自然资源和规划局", "自然资源和规划局", "自规局"],
])("%s is also called by what its parts begin with", (name, stem, short) => {
  expect(stemOf(name, "临沂市罗庄区")).toBe(stem);
  expect(shortNamesOf(stem)).toContain(short);
});

it("makes nothing of a name that is short already, or of no office", () => {
  expect(shortNamesOf("信访局")).toEqual([]);
  expect(shortNamesOf("第一实验小学")).toEqual([]);
  expect(stemOf("临沂市罗庄区", "临沂市罗庄区")).toBe("临沂市罗庄区");
});

it("pairs neighbouring signs of Chinese, figures and letters alike, not over a blank", () => {
  expect(pairsOf("公务接待 Ａ1")).toEqual(["公务", "务接", "接待", "a1"]);
  expect(pairsOf("水")).toEqual([]);
});
