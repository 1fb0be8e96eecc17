import { createHash } from "node:crypto";
import { build } from "esbuild";
import { projectFile } from "@/lib/documents/project-file";

/** The page that verifies files without network, and the policy that it is sent with. */
export interface VerifierPage {
  html: string;
  policy: string;
}

const style = `
:root{color-scheme:light dark;--line:#8a8f98;--broken:#b3261e;--right:#1b6e3c;--open:#8a5a00}
@media (prefers-color-scheme:dark){:root{--broken:#ff8a80;--right:#7bd69b;--open:#f0c063}}
body{max-width:44rem;margin:0 auto;padding:1.5rem 1rem;font:1rem/1.7 "Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
h1{font-size:1.6rem;line-height:1.3}
#drop{border:2px dashed var(--line);padding:1.25rem 1rem;margin:1rem 0}
#drop.over{border-style:solid}
label{display:block;font-weight:600}
input[type=file]{margin-bottom:.5rem}
summary{cursor:pointer;min-height:1.7em}
details p:last-child{margin-bottom:0}
input,button{font:inherit;max-width:100%}
#key,#head{width:100%;box-sizing:border-box;padding:.25rem .5rem;font-family:monospace}
button{min-height:2.5rem;padding:0 1rem}
ul{padding:0;list-style:none}
li{border-left:4px solid var(--line);padding:.25rem .75rem;margin:.5rem 0;overflow-wrap:anywhere}
li.broken{border-color:var(--broken)}li.broken strong{color:var(--broken)}
li.right{border-color:var(--right)}li.right strong{color:var(--right)}
li.open{border-color:var(--open)}li.open strong{color:var(--open)}
.problem{margin:-.75rem 0 0;color:var(--broken)}
.problem:empty{display:none}
#summary{font-weight:600;min-height:1.7em}
`.trim();

const sourceOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

let made: Promise<VerifierPage> | undefined;

/** Made once in a server: the same bytes everywhere, of the code that verifies here, too. */
export function verifierPage(): Promise<VerifierPage> {
  return (made ??= make().catch((error: unknown) => {
    made = undefined;
    throw error;
  }));
}

async function make(): Promise<VerifierPage> {
  const { outputFiles } = await build({
    entryPoints: [projectFile("lib/documents/proof/verifier/page.ts")],
    tsconfig: projectFile("tsconfig.json"),
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    legalComments: "none",
  });
  const script = outputFiles[0]!.text.trim().replaceAll("</script", "<\\/script");
  const policy = (...more: string[]) =>
    [
      "default-src 'none'",
      `script-src ${sourceOf(script)}`,
      `style-src ${sourceOf(style)}`,
      "base-uri 'none'",
      "form-action 'none'",
      ...more,
    ].join("; ");
  // In the page, too: it holds for a copy that somebody has saved.
  const html = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>离线核对 - 明账</title>
<style>${style}</style>
<main>
<h1>离线核对</h1>
<p>核对从决算公开网站下载的文件有没有被改动。本页可以保存下来，断网使用；文件只在这台电脑上读取，不会上传。</p>
<p>请一起选择要核对的文件（PDF、Word、Excel、snapshot.json、保存的页面）和它的清单（manifest.json）。只选清单时，核对清单的签名。</p>
<div id="drop">
<label for="files">选择文件，或者把文件拖到本页</label>
<input id="files" type="file" multiple>
<label for="folder">选择文件夹，其中的文件一起核对</label>
<input id="folder" type="file" webkitdirectory>
</div>
<details>
<summary>知道密钥编号或链头的，一并核对</summary>
<p><label for="key">密钥编号（从公文、公告得知的，可不填）</label>
<input id="key" autocomplete="off" spellcheck="false"></p>
<p><label for="head">链头（从纸质文件、订阅得知的，可不填）</label>
<input id="head" autocomplete="off" spellcheck="false" aria-describedby="headHint headProblem">
<small id="headHint">写作 条号:校验值。与保存的日志（/api/v1/proof/entries）一起核对。</small></p>
<p id="headProblem" class="problem" role="alert"></p>
</details>
<p><button id="clear" type="button">清除</button></p>
<p id="summary" role="status"></p>
<ul id="results" aria-label="核对结果"></ul>
<noscript><p>核对需要运行脚本，请在浏览器中允许本页的脚本。</p></noscript>
</main>
<script>${script}</script>
</html>
`;
  return { html, policy: policy("frame-ancestors 'none'") };
}
