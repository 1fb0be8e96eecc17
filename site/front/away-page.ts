import { createHash } from "node:crypto";

const style =
  "body{max-width:40em;margin:15vh auto;padding:0 1.5rem;color:#1c1917;background:#fdfcfb;" +
  'font:1rem/1.75 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}' +
  "h1{font-size:1.75rem;line-height:1.3}" +
  "@media (prefers-color-scheme:dark){body{color:#f5f5f4;background:#1c1917}a{color:#b4c0ff}}";

/**
 * What somebody sees in a browser while the application is away, or will not have more from one address: complete in
 * itself, since nothing else may be there to ask. It asks again by itself after so many seconds; what was typed and sent
 * is not sent again.
 */
export function awayPage(sentence: string, seconds: number): { html: string; headers: Record<string, string> } {
  const hash = createHash("sha256").update(style).digest("base64");
  return {
    html: `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${seconds}">
<title>请稍候 · 明账</title>
<style>${style}</style>
<main>
<h1>请稍候</h1>
<p>${sentence}</p>
<p>本页每 ${seconds} 秒自动重试。已经公开的决算仍可从原来的网址阅读。</p>
</main>
</html>
`,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  };
}
