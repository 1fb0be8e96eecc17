import { userAgent } from "next/server";
import { htmlOf } from "./refused-pages";

/**
 * The oldest versions that desk, review and administration work in. 109 is the last Chrome and Edge for Windows 7. What
 * is public is read in older ones, too (package.json, `browserslist`; docs/decisions/0125-old-browsers-read.md).
 */
export const oldestAtWork = { chrome: 109, firefox: 111, safari: 16.4 } as const;

/**
 * What a browser calls itself where it is known to be too old for the desk: “Chrome 内核 88”. Browsers of other names
 * (360, QQ, 搜狗, Edge) tell the Chrome that they are made of.
 *
 * @returns `null` for every other one, and for whatever does not tell: nobody is kept out on suspicion.
 */
export function tooOldForWork(request: { headers: Headers }): string | null {
  const { browser, engine } = userAgent(request);
  const isBefore = (version: string | undefined, oldest: number) => Number.parseFloat(version ?? "") < oldest;
  if (engine.name === "Blink")
    return isBefore(engine.version, oldestAtWork.chrome) ? `Chrome 内核 ${Number.parseInt(engine.version!)}` : null;
  if (engine.name === "Gecko")
    return isBefore(engine.version, oldestAtWork.firefox) ? `Firefox ${Number.parseInt(engine.version!)}` : null;
  if (browser.name === "Safari" || browser.name === "Mobile Safari")
    return isBefore(browser.version, oldestAtWork.safari) ? `Safari ${browser.version}` : null;
  return engine.name === "Trident" || engine.name === "EdgeHTML" ? "IE 或旧版 Edge 内核" : null;
}

/** The whole page that such a browser is answered with at the desk: no script and no stylesheet, which it may not know. */
export function oldBrowserPage(name: string): string {
  const { chrome, firefox, safari } = oldestAtWork;
  const page = htmlOf({
    title: "请换用较新的浏览器",
    sentences: [
      `当前浏览器是 ${name}，太旧，不能用来填报、审核和管理。`,
      `请安装或升级到下列之一，再打开这个地址：Chrome 或 Edge ${chrome} 以上（Windows 7 可用的最后版本是 109）、Firefox ${firefox} 以上（Windows 7 可用 115 ESR）、Safari ${safari} 以上。`,
      `360、QQ、搜狗等浏览器须升级到内核为 Chrome ${chrome} 以上的版本，并使用“极速模式”，不用“兼容模式”。`,
      "已保存的内容不受影响。公开的决算用旧浏览器也可以阅读。",
    ],
    links: [{ href: "/", label: "所有已公开的单位和年度" }],
  });
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>请换用较新的浏览器 · 明账</title></head><body>${page}</body></html>`;
}
