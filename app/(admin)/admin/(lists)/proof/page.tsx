import type { Metadata } from "next";
import Link from "next/link";
import { ProofCheckButton } from "@/components/admin/proof-check-button";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { ListTable } from "@/components/ui/list-table";
import { formatDateTime } from "@/lib/domain/words/moments";
import { loadProofState } from "@/lib/features/proof-checks/loaders";

export const metadata: Metadata = { title: "可验证" };

export default async function ProofPage() {
  const { head, keys, coverage, lastCheck, audit, auditHeadPlace, areRolesSeparate, keyPlace, problems } =
    await loadProofState();
  const unsigned = coverage.publications - coverage.covered;
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <h1 className="font-serif text-2xl">可验证</h1>
      <p className="max-w-prose text-sm">
        公开的每份决算由系统签署清单，记入日志：内容、文件、页面、批复和公开时间以后被改动、删除、调换，都能被任何人发现。每天夜间自动核对全部公开的内容。对外的说明见
        <Link href="/proof">“可验证”页</Link>。
      </p>

      <section aria-labelledby="last" className="flex flex-col gap-3">
        <h2 id="last" className="flex items-center gap-2 text-base font-semibold">
          最近一次核对
          {lastCheck && (
            <Badge tone={lastCheck.problemCount === 0 ? "done" : "danger"}>
              {lastCheck.problemCount === 0 ? "全部相符" : `${lastCheck.problemCount} 处不符`}
            </Badge>
          )}
        </h2>
        {lastCheck ? (
          <p className="text-sm">
            {formatDateTime(lastCheck.endedAt)} 核对完毕：清单日志 {lastCheck.entry} 条，公开 {lastCheck.sequence}{" "}
            份及其文件、页面，审计日志 {lastCheck.auditProblemCount > 0 ? "不符" : `${lastCheck.auditSequence} 条`}。
          </p>
        ) : (
          <p className="text-sm">还没有核对过。</p>
        )}
        {lastCheck && lastCheck.problemCount > 0 && (
          <Callout tone="danger" title={`第一处：${lastCheck.problems[0]}`}>
            <p>
              公开的内容和审计日志不应有任何变动。请先查明原因（误操作、磁盘损坏、有人直接改动数据库），再从改动以前的备份恢复；恢复前不会为这些内容重新签署。只有页面不符的，不用恢复备份：删去数据表
              published_page 中的这一页，再重新启动服务，系统按公开内容重新生成。
            </p>
            {lastCheck.problems.length > 1 && (
              <ul className="mt-2 list-disc pl-5">
                {lastCheck.problems.slice(1).map((problem) => (
                  <li key={problem} className="break-all">
                    {problem}
                  </li>
                ))}
              </ul>
            )}
            {lastCheck.problemCount > lastCheck.problems.length && (
              <p>另有 {lastCheck.problemCount - lastCheck.problems.length} 处未列出。</p>
            )}
          </Callout>
        )}
        <ProofCheckButton />
      </section>

      <section aria-labelledby="log" className="flex flex-col gap-2 text-sm">
        <h2 id="log" className="text-base font-semibold">
          清单日志
        </h2>
        {head ? (
          <p className="break-all">
            第 {head.entry} 条，{formatDateTime(new Date(head.madeAt))}，<span className="font-mono">{head.hash}</span>
          </p>
        ) : (
          <p>还没有清单。第一份决算公开后几分钟内签署。</p>
        )}
        {unsigned > 0 && (
          <Callout tone="warn" title={`${unsigned} 份公开还没有签署清单`}>
            公开后几分钟内签署。
          </Callout>
        )}
        {problems.length > 0 && (
          <Callout tone="danger" title="没有签署">
            {problems.map((problem) => (
              <p key={problem} className="break-all">
                {problem}
              </p>
            ))}
          </Callout>
        )}
      </section>

      <section aria-labelledby="audit" className="flex flex-col gap-2 text-sm">
        <h2 id="audit" className="flex items-center gap-2 text-base font-semibold">
          审计日志
          {lastCheck && lastCheck.auditProblemCount > 0 && (
            <Badge tone="danger">{`${lastCheck.auditProblemCount} 处不符`}</Badge>
          )}
        </h2>
        <p className="max-w-prose">
          谁在什么时候登录、上报、审核、批复、公开、导出、写意见，逐条记入，条条相连：以后被改动、删除、插入、调换，核对时找出第一处。
        </p>
        {audit.head ? (
          <>
            <p className="break-all">
              第 {audit.head.sequence} 条，<span className="font-mono">{audit.head.hash}</span>
            </p>
            {audit.carried > 0 && (
              <p>其中前 {audit.carried} 条在升级以前已经记下，升级时按先后连入；升级以前有无改动，核对不出。</p>
            )}
            <p className="break-all">
              链头每分钟另存在数据库以外（{auditHeadPlace}
              ），由系统签名：末尾被删去时据此发现。恢复较早的备份后，请删去这个文件。
            </p>
          </>
        ) : (
          <p>还没有记录。</p>
        )}
        {!areRolesSeparate && (
          <Callout tone="warn" title="数据库角色没有分开">
            系统以数据表所有者的身份连接数据库，可以绕过数据库的保护。请另建应用角色，用 DATABASE_URL（应用）和
            DATABASE_OWNER_URL（所有者）分别给出，办法见 docs/database-roles.md。
          </Callout>
        )}
      </section>

      <section aria-labelledby="keys" className="flex flex-col gap-2 text-sm">
        <h2 id="keys" className="text-base font-semibold">
          签名密钥
        </h2>
        <p className="break-all">
          私钥在 {keyPlace}
          ，不在数据库中，也不在数据库的备份中，请单独备份。密钥编号请同时在网站以外公布（公文、公告栏），供人核对。
        </p>
        {keys.length > 0 && (
          <ListTable label="用过的密钥" heads={["编号", "启用", "停用"]}>
            {keys.map(({ id, from, until, madeAt, lost }) => (
              <tr key={id} className="border-b border-line align-top">
                <th scope="row" className="break-all px-2 py-1 text-left font-mono text-xs font-normal">
                  {id}
                </th>
                <td className="px-2 py-1">
                  {formatDateTime(new Date(madeAt))}，第 {from} 条
                  {lost !== null && <span className="block text-warn">前一个密钥丢失：{lost}</span>}
                </td>
                <td className="px-2 py-1">{until === null ? "现用" : `第 ${until} 条`}</td>
              </tr>
            ))}
          </ListTable>
        )}
        <p>
          更换密钥：在服务器上执行 <code>npm run cli -- key rotate</code>。
        </p>
      </section>
    </div>
  );
}
