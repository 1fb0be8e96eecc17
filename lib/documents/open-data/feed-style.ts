/** Where the style of the feeds is, beside them. */
export const FEED_STYLE = "feed.css";

/**
 * How an Atom feed looks that is opened in a browser: what it is for, then its entries. A style and no transformation
 * (XSLT), which browsers give up.
 */
export const feedStyle = `
feed { display: block; max-width: 44rem; margin: 0 auto; padding: 2rem 1rem; color: #1c1917; background: #fdfcfb;
  font: 1rem/1.75 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere }
feed::before { content: "这是供订阅的数据（Atom）。把本页网址复制到阅读器，就会收到新的内容；在浏览器中阅读，请打开网站首页。";
  display: block; margin-bottom: 1.5rem; padding: .5rem .75rem; border-left: 4px solid #2f3f8f }
feed > title, feed > subtitle, entry, entry > title, entry > summary { display: block }
feed > title { font-size: 1.75rem; font-weight: bold; line-height: 1.3 }
feed > subtitle { margin-bottom: 1.5rem }
entry { padding: .75rem 0; border-top: 1px solid #d6d3d1 }
entry > title { font-weight: bold }
entry > category { display: inline-block; margin-right: 1rem; font-size: .875rem }
entry > category::before { content: attr(label) }
entry > link { display: block; font-size: .875rem }
entry > link::before { content: attr(href) }
feed > id, feed > updated, feed > link, feed > rights, entry > id, entry > updated, entry > content, entry > author,
entry > published { display: none }
@media (prefers-color-scheme: dark) { feed { color: #f5f5f4; background: #1c1917 } feed::before { border-color: #b4c0ff } }
`.trimStart();

/** An Atom feed that names its style. */
export function styledFeed(atom: string): string {
  return atom.replace(
    /^<\?xml [^>]*\?>/,
    (head) => `${head}\n<?xml-stylesheet type="text/css" href="/feeds/${FEED_STYLE}"?>`,
  );
}
