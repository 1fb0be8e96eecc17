import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { SHARE_IMAGE } from "@/lib/domain/document/share-address";
import { RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import { renderShareImage, type ShareCard } from "@/lib/documents/pdf/render-share-image";
import { stopPdf } from "@/lib/documents/pdf/set-pdf";

const card: ShareCard = {
  place: "临沂市罗庄区",
  title: "临沂市罗庄区人民政府办公室本级2021年度单位决算",
  figures: [
    { label: "本年收入", text: "1,382.47 万元" },
    { label: "本年支出", text: "1,382.47 万元" },
  ],
  sentence: "",
  foot: "第 1 版 · 2022年9月1日公开",
};

afterAll(stopPdf);

describe("the picture of a page", () => {
  it("has the size that readers show, is not blank, and is small", async () => {
    const bytes = await renderShareImage(card);
    expect(bytes.length).toBeLessThan(300 * 1024);
    const image = sharp(bytes);
    expect(await image.metadata()).toMatchObject({
      format: "png",
      width: SHARE_IMAGE.width,
      height: SHARE_IMAGE.height,
    });
    // The title is set in ink that a blank card has not.
    const { data } = await sharp(bytes)
      .extract({ left: 80, top: 110, width: 1000, height: 120 })
      .greyscale()
      .raw()
      .toBuffer({
        resolveWithObject: true,
      });
    const dark = data.filter((value) => value < 100).length / data.length;
    expect(dark).toBeGreaterThan(0.03);
    expect(dark).toBeLessThan(0.5);
  });

  it("is the same bytes for the same card, and others for another title", async () => {
    const [one, again] = [await renderShareImage(card), await renderShareImage(card)];
    expect(Buffer.from(one).equals(Buffer.from(again))).toBe(true);
    const other = await renderShareImage({ ...card, title: "临沂市罗庄区教育和体育局2021年度单位决算" });
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  });

  it("has a sentence where there are no figures", async () => {
    const sentence = "最多的是101001 临沂市罗庄区人民政府办公室本级，13.86 万元（138,600.00 元）。";
    const image = await renderShareImage({ ...card, figures: [], sentence });
    expect(image.length).toBeGreaterThan(5_000);
  });

  it("sets a long sentence whole, in the same size of picture, with nothing cut at the edge of its room", async () => {
    const long =
      "2021年度本年支出最多的是临沂市罗庄区人民政府办公室本级，1,382.47 万元（13,824,744.00 元）；最少的是临沂市罗庄区机关事务服务中心，872.12 万元（8,721,160.00 元）。";
    const title = "临沂市罗庄区人民政府办公室本级、临沂市罗庄区机关事务服务中心：2021年度收支比较";
    const bytes = await renderShareImage({ ...card, figures: [], title, sentence: long });
    expect(await sharp(bytes).metadata()).toMatchObject({ width: SHARE_IMAGE.width, height: SHARE_IMAGE.height });
    // Between the sentence and the line above the foot nothing is drawn.
    const { data } = await sharp(bytes)
      .extract({ left: 80, top: 486, width: 1040, height: 8 })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data.filter((value) => value < 128).length).toBe(0);
  });

  it("is refused rather than drawn with a gap", async () => {
    await expect(renderShareImage({ ...card, title: "\u{2FA1D}" })).rejects.toBeInstanceOf(RareCharacterError);
  });
});
