/** What a page says instead of its content: that it is not there, not for this account, or could not be made. */
export interface RefusedPage {
  status: 403 | 404 | 500;
  /** The addresses it speaks for: those at and below this one; empty: all others. */
  area: string;
  title: string;
  sentences: readonly string[];
  /** Where to go on. */
  links: readonly { href: string; label: string }[];
}

const home = { href: "/", label: "所有已公开的单位和年度" };

/**
 * Said by the pages of Next (`not-found.tsx`, `forbidden.tsx`) and, where no script runs, by the server itself
 * (scripts/refused-pages.mjs). A unit that does not exist and a year that is not public are told alike.
 */
export const refusedPages = {
  report: {
    status: 404,
    area: "/r",
    title: "这份决算没有公开",
    sentences: [
      "单位代码或年度可能有误；",
      "该单位这一年度的决算可能还在编制、审核之中，批复公开后，就在这个地址；",
      "涉密单位的决算依法不公开。",
    ],
    links: [{ href: "/search", label: "查找已公开的决算" }, home],
  },
  question: {
    status: 404,
    area: "/d",
    title: "没有找到",
    sentences: ["地址可能有误；也可能这个年度、单位或科目还没有公开的决算。"],
    links: [{ href: "/d", label: "最近年度的收支总体" }, { href: "/d/years", label: "历年收支" }, home],
  },
  missing: {
    status: 404,
    area: "",
    title: "没有找到这个页面",
    sentences: ["地址可能有误，或者内容尚未公开。"],
    links: [home],
  },
  forbidden: {
    status: 403,
    area: "",
    title: "没有查看权限",
    sentences: ["当前账号不能使用这个页面。请回到自己的工作台，或联系财政局管理员开通权限。"],
    links: [{ href: "/account", label: "自己的工作台" }],
  },
  /** With scripts `app/error.tsx` says so. */
  failed: {
    status: 500,
    area: "",
    title: "页面出错了",
    sentences: ["系统没能显示这个页面，已保存的内容不受影响。请刷新重试；仍然出错的，请联系财政局。"],
    links: [home],
  },
} as const satisfies Record<string, RefusedPage>;

const style =
  "max-width: 40rem; margin: 4rem auto; padding: 0 1rem; font: 1rem/1.75 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** A heading, sentences and links, in the words of any browser. */
export function htmlOf({ title, sentences, links }: Pick<RefusedPage, "title" | "sentences" | "links">): string {
  const paragraphs = sentences.map((sentence) => `<p>${sentence}</p>`).join("");
  const items = links.map(({ href, label }) => `<li><a href="${href}">${label}</a></li>`).join("");
  return `<main style="${style}"><h1>${title}</h1>${paragraphs}<ul>${items}</ul></main>`;
}

/** What scripts/refused-pages.mjs is told when a web server starts, as variables of its environment. */
export function refusedPageOrders(): { MINGZHANG_REFUSED_PAGES: string } {
  const pages = Object.values(refusedPages)
    .toSorted((one, other) => other.area.length - one.area.length)
    .map((page) => ({ status: page.status, area: page.area, html: htmlOf(page) }));
  return { MINGZHANG_REFUSED_PAGES: JSON.stringify(pages) };
}
