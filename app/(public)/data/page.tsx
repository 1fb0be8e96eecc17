import type { Metadata } from "next";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import { formatSize } from "@/components/ui/format-size";
import { ListTable } from "@/components/ui/list-table";
import { LICENCE } from "@/lib/documents/open-data/published-data";
import { loadApiExamples, loadYearArchives } from "@/lib/features/open-data/loaders";

export const metadata: Metadata = {
  title: "开放数据",
  description: "已公开的单位决算逐格数据：接口、示例、整年下载和使用许可。",
};

export const dynamic = "force-dynamic";

export default async function DataPage() {
  const [examples, archives] = await Promise.all([loadApiExamples(), loadYearArchives()]);
  return (
    <div className="max-w-3xl">
      <h1 className="mb-4 font-serif text-3xl font-bold">开放数据</h1>
      <p className="prose-zh">
        本站公开的每一个数都可以由程序取用：无须注册，只含已公开的内容。更正以后旧版本仍在原地址，校验值可以核对内容没有变动。
      </p>

      <h2 id="examples" className="mb-2 mt-8 font-serif text-2xl font-bold">
        示例
      </h2>
      {examples.length === 0 ? (
        <p>还没有公开的决算。有单位公开以后，这里列出可以直接打开的示例。</p>
      ) : (
        <dl className="space-y-4">
          {examples.map(({ question, address, answer }) => (
            <div key={address}>
              <dt className="font-medium">{question}</dt>
              <dd className="mt-1">
                <a href={address} className="break-all font-mono text-sm">
                  {decodeURIComponent(address)}
                </a>
                <p className="text-sm text-muted">{answer}</p>
              </dd>
            </div>
          ))}
        </dl>
      )}

      <h2 id="questions" className="mb-2 mt-8 font-serif text-2xl font-bold">
        全区收支的数据
      </h2>
      <p className="prose-zh">
        <a href="/d">全区收支</a>的每一页（排名、科目、公开情况、历年、比较等）都可以在同一地址取为数据：地址的路径后加
        .csv、.json、.xlsx，图加 .svg，参数不变，内容与页面相同。如历年收支 <a href="/d/years.csv">/d/years.csv</a>、
        <a href="/d/years.json">/d/years.json</a>。页面每次显示 100 行，加 <code>page=all</code> 取全部。
      </p>

      <h2 id="archives" className="mb-2 mt-8 font-serif text-2xl font-bold">
        整年数据
      </h2>
      <p className="prose-zh mb-2">
        一个年度已公开的全部决算，一个压缩包：一行一个数的 CSV 和 Parquet，附 Fiscal Data Package
        描述。有新的公开或更正后自动重新制作；同样的决算做成的压缩包逐字节相同。
      </p>
      {archives.length === 0 ? (
        <p>还没有做成的整年数据。</p>
      ) : (
        <ListTable
          hasCards
          label="整年数据（可左右滚动）"
          heads={["年度", { amount: "决算" }, { amount: "行" }, { amount: "大小" }, "制作时间", "SHA-256"]}
        >
          {archives.map(({ year, reports, lines, size, sha256, madeAt, isCurrent }) => (
            <tr key={year} className="border-b border-line align-top">
              <th scope="row" className="whitespace-nowrap px-2 py-1 text-left font-normal">
                <a href={`/api/v1/archives/${year}.zip`}>{year}年度</a>
              </th>
              <td data-head="决算" className="px-2 py-1 text-right tabular-nums">
                {reports}
              </td>
              <td data-head="行" className="px-2 py-1 text-right tabular-nums">
                {lines.toLocaleString("en-US")}
              </td>
              <td data-head="大小" className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
                {formatSize(size)}
              </td>
              <td data-head="制作时间" className="whitespace-nowrap px-2 py-1">
                {dayText(chinaDay(madeAt))}
                {!isCurrent && <span className="block text-warn">此后有新的公开，正在重做</span>}
              </td>
              <td data-head="SHA-256" className="break-all px-2 py-1 font-mono text-xs">
                {sha256}
              </td>
            </tr>
          ))}
        </ListTable>
      )}

      <h2 id="rules" className="mb-2 mt-8 font-serif text-2xl font-bold">
        约定
      </h2>
      <ul className="list-disc space-y-1 pl-5">
        <li>
          金额以元为单位，写作带两位小数的文本（如 <code>{'"138600.00"'}</code>），没有填列的为 null，与 0
          不同；万元数按公开表的规则四舍五入。
        </li>
        <li>
          没有的参数、给出两次的参数、不合要求的值一律拒绝，回答为 application/problem+json，写明可用的参数；不会忽略。
        </li>
        <li>
          单位改码后，旧代码的地址转到公开时的代码（308）。<code>?version=1</code> 是某一版本的固定地址。
        </li>
        <li>
          回答带 ETag，用 If-None-Match 再问时没有变动的不重新传送；文件可以用 Range
          分段取。其他网站的网页可以直接调用。
        </li>
        <li>
          全部地址、参数和回答的形式见 <a href="/api/v1/openapi.json">OpenAPI 3.1 描述文件</a>。
        </li>
      </ul>

      <h2 id="cite" className="mb-2 mt-8 font-serif text-2xl font-bold">
        引用和嵌入
      </h2>
      <p className="prose-zh">
        每一格、每一行、每一句都有固定网址：<code>/r/单位代码/年度/v/版次#表.行.列</code>
        （行为 <code>#表.行</code>）。在报告中点击数字，可以复制网址；<code>/r/单位代码/年度/v/版次/cite</code>
        列出全部位置，给出正文引用、GB/T 7714、BibTeX 和嵌入一个数的代码。
      </p>

      <h2 id="feeds" className="mb-2 mt-8 font-serif text-2xl font-bold">
        订阅
      </h2>
      <p className="prose-zh">
        公开和更正可以订阅：<a href="/feeds/all.atom">Atom</a>、<a href="/feeds/all.json">JSON Feed</a>
        。把地址中的 all 换成单位代码，就只有这个单位的。网站地图在 <a href="/sitemap.xml">/sitemap.xml</a>。
      </p>

      <h2 id="proof" className="mb-2 mt-8 font-serif text-2xl font-bold">
        可验证
      </h2>
      <p className="prose-zh">
        公开的每一份决算及其文件都有签名的清单，有没有被改动，任何人都可以核对：见<a href="/proof">可验证</a>。
      </p>

      <h2 id="licence" className="mb-2 mt-8 font-serif text-2xl font-bold">
        使用许可
      </h2>
      <p className="prose-zh">
        {LICENCE}
        。引用时写明单位、年度、版本和本站地址；改动过的数据须说明已经改动，不得以单位或财政部门的名义发布。接口的每个回答以{" "}
        <code>licenceUrl</code> 和 Link 标头指向本段。
      </p>
    </div>
  );
}
