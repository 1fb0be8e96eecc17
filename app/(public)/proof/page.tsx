import { readFile } from "node:fs/promises";
import type { Metadata } from "next";
import { projectFile } from "@/lib/documents/project-file";
import { ListTable } from "@/components/ui/list-table";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay, formatDateTime } from "@/lib/domain/words/moments";
import { loadProof } from "@/lib/features/public-proof/loaders";

export const metadata: Metadata = {
  title: "可验证",
  description: "公开的决算有没有被改动，任何人都可以核对：签名清单、链头、密钥和核对的方法。",
};

export const dynamic = "force-dynamic";

export default async function ProofPage() {
  const [proof, program] = await Promise.all([
    loadProof(),
    readFile(projectFile("lib/documents/proof/verify.mjs"), "utf8"),
  ]);
  const current = proof?.keys.at(-1);
  return (
    <div className="max-w-3xl">
      <h1 className="mb-4 font-serif text-3xl font-bold">可验证</h1>
      <p className="prose-zh">
        本站公开的每一份决算，有没有在公开以后被改动，任何人都可以自己核对，不需要相信本站。核对的是公开的内容和文件与公开时一致；数是否真实，由编报的单位负责。
      </p>

      <h2 id="covered" className="mb-2 mt-8 font-serif text-2xl font-bold">
        覆盖的内容
      </h2>
      <p className="prose-zh">每一版公开的决算都有一份清单，写明：</p>
      <ul className="mt-2 list-disc space-y-1 pl-5">
        <li>单位、年度、版本号，更正的写明原因；</li>
        <li>批复时间和公开时间；</li>
        <li>公开内容的校验值（SHA-256），PDF、Word、Excel 每个文件的校验值、长度和制作时间；</li>
        <li>每个页面的网址、长度和校验值：页面随更正、新版系统重新生成，以最近一份清单为准，几分钟内签署；</li>
        <li>它是本地区第几次公开，前一次公开的校验值。</li>
      </ul>
      <p className="prose-zh mt-2">
        清单逐条记入日志，每一条写明前一条的校验值，由本系统的密钥签名（Ed25519）。以后改动、删除、插入、调换其中任何一项，后面的校验值和签名就对不上。日志只增加，不改动。
      </p>

      <h2 id="head" className="mb-2 mt-8 font-serif text-2xl font-bold">
        链头
      </h2>
      {proof?.head ? (
        <>
          <dl className="space-y-2">
            <Fact term="日志到">
              第 {proof.head.entry} 条，{formatDateTime(new Date(proof.head.madeAt))}
            </Fact>
            <Fact term="校验值">
              <code className="break-all text-sm">{proof.head.hash}</code>
            </Fact>
            <Fact term="公开">
              共 {proof.coverage.publications} 份，{proof.coverage.covered} 份已有清单
              {proof.coverage.covered < proof.coverage.publications && "，其余正在签署"}
            </Fact>
          </dl>
          <p className="prose-zh mt-2">
            抄下或保存今天的链头，以后就能发现此前的内容有没有被改动，末尾有没有被删去。每天的链头可以订阅：
            <a href="/feeds/proof.atom">Atom</a>、<a href="/feeds/proof.json">JSON Feed</a>。
          </p>
          <p className="prose-zh mt-2">
            公开的 PDF、Word、Excel 印有制作时的链头（“清单日志”的条号和“日志链头”的校验值）。拿着纸质文件的，打开
            <code className="break-all text-sm">/api/v1/proof/entries?after=条号减一&amp;pageSize=1</code>
            ，与其中的 hash 比较；不同的，日志被改写过。
          </p>
        </>
      ) : (
        <p>还没有签署清单。第一份决算公开后几分钟内，这里列出链头。</p>
      )}

      <h2 id="keys" className="mb-2 mt-8 font-serif text-2xl font-bold">
        密钥
      </h2>
      {current ? (
        <>
          <p className="prose-zh mb-2">
            签名只说明由持有密钥的人签署。密钥是不是财政部门的，请与公文、公告等网站以外公布的编号核对。
          </p>
          <ListTable hasCards label="用过的密钥（可左右滚动）" heads={["密钥编号", "启用", "停用"]}>
            {proof!.keys.map(({ id, from, until, madeAt, lost }) => (
              <tr key={id} className="border-b border-line align-top">
                <th scope="row" className="break-all px-2 py-1 text-left font-mono text-xs font-normal">
                  {id}
                </th>
                <td data-head="启用" className="px-2 py-1">
                  {dayText(chinaDay(new Date(madeAt)))}，第 {from} 条
                  {lost !== null && <span className="block text-warn">前一个密钥丢失，未能签署更换：{lost}</span>}
                </td>
                <td data-head="停用" className="whitespace-nowrap px-2 py-1">
                  {until === null ? "现用" : `第 ${until} 条`}
                </td>
              </tr>
            ))}
          </ListTable>
        </>
      ) : (
        <p>还没有启用密钥。</p>
      )}

      <h2 id="how" className="mb-2 mt-8 font-serif text-2xl font-bold">
        怎样核对
      </h2>
      <ol className="list-decimal space-y-2 pl-5">
        <li>
          核对一份决算：下载它的公开内容，算出 SHA-256，与页面下方、PDF 上的校验值比较。两行命令：
          <pre className="mt-1 border border-line bg-surface p-2 text-xs wrap-anywhere whitespace-pre-wrap">
            {"curl -s '本站/api/v1/reports/单位代码/年度.snapshot.json?version=版本' | sha256sum\n"}
            {"curl -s '本站/api/v1/reports/单位代码/年度?version=版本' | grep -o '\"content\":\"[0-9a-f]*\"'"}
          </pre>
        </li>
        <li>
          核对下载的文件和保存的页面（存为 <code>单位代码-年度-v版本.html</code>）：连同清单（
          <code>年度.manifest.json</code>）一起下载，用
          <a href="/proof/verifier.html">离线核对页</a>核对。这一页可以保存下来，断网使用，文件不会上传。
        </li>
        <li>
          核对全部：日志在 <a href="/api/v1/proof/entries?after=0">/api/v1/proof/entries</a>
          ，公钥在 <a href="/api/v1/proof/keys">/api/v1/proof/keys</a>，链头在 <a href="/api/v1/proof">/api/v1/proof</a>
          。可以用任何语言核对：每条的 text 原样计算 SHA-256 和 Ed25519 签名。下面的程序只需要
          Node.js，不需要安装任何软件包：
          <a href="/proof/verify.mjs" download>
            下载 verify.mjs
          </a>
          ，执行 <code>node verify.mjs 本站网址</code>。安装了明账的，执行 <code>npm run cli -- verify 本站网址</code>。
          <pre className="mt-1 border border-line bg-surface p-2 text-xs wrap-anywhere whitespace-pre-wrap">
            {program}
          </pre>
        </li>
      </ol>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-4">
      <dt className="w-20 shrink-0 text-muted">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
