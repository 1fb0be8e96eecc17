"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { formatDateTime } from "@/lib/domain/words/moments";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { countOutcomes, type ImportOutcome } from "@/lib/domain/lists/difference";
import { applyListAction } from "@/lib/features/list-import/actions";
import { changingLines, importKinds, type ImportKindId, type ImportView } from "@/lib/features/list-import/schema";
import { FirstPasswords } from "./first-passwords";
import { ImportDifference } from "./import-difference";

const codeHeads: Record<ImportKindId, string> = {
  units: "单位代码",
  users: "用户名",
  subjects: "科目编码",
  portal: "单位代码",
};

/** One import: its difference with what is stored, what it does beside, and whether it has been applied. */
export function ImportPage({ view }: { view: ImportView }) {
  const { kind, fileName, catalogueId, sheets, lines, applied, questions, emptiedAt } = view;
  const unread = [...new Set(sheets.flatMap((sheet) => sheet.unread))];
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="font-serif text-2xl">
          导入{importKinds[kind].label}：{fileName}
        </h1>
        <p className="text-sm text-muted">
          {sheets.map(({ name, rows }) => `工作表“${name}”${rows} 行`).join("，")}
          {catalogueId !== null && `，科目目录 ${catalogueId}`}
          {unread.length > 0 && `。不读取的栏目：${unread.join("、")}`}
        </p>
      </div>
      {applied && <Applied view={view} />}
      {emptiedAt !== null && (
        <Callout tone="neutral" title="内容已按保存期限清空">
          文件的各行已于{formatDateTime(new Date(emptiedAt))}清空，由谁、何时{applied ? "导入" : "读取"}
          留存在操作日志和本页。
          {applied === null && "这个文件没有导入过；需要的，请重新选择文件。"}
        </Callout>
      )}
      {applied === null && emptiedAt === null && <Decision view={view} />}
      {questions.length > 0 && applied && <Consequences questions={questions} />}
      {emptiedAt === null && <ImportDifference lines={lines} codeHead={codeHeads[kind]} />}
    </div>
  );
}

function Applied({ view: { id, kind, applied, withoutPassword } }: { view: ImportView }) {
  const { counts } = applied!;
  return (
    <>
      <Callout tone="done" title="已导入">
        {applied!.by}于{formatDateTime(new Date(applied!.at))}导入：新增 {counts.new} 个，变动 {counts.changed} 个，不变{" "}
        {counts.unchanged} 个，用时 {(applied!.durationMs / 1000).toFixed(1)} 秒。
      </Callout>
      {kind === "users" && withoutPassword.length > 0 && <FirstPasswords importId={id} people={withoutPassword} />}
    </>
  );
}

function Consequences({ questions }: { questions: readonly string[] }) {
  return (
    <ul className="list-disc pl-5">
      {questions.map((question) => (
        <li key={question}>{question}</li>
      ))}
    </ul>
  );
}

/** What stands between a difference and its being applied, and the button. */
function Decision({ view }: { view: ImportView }) {
  const { id, kind, digest, lines, questions, refusals, jobId } = view;
  const router = useRouter();
  const counts = countOutcomes(lines);
  const [confirmed, setConfirmed] = useState<string | null>(null);
  const { reasons, isSending, send } = useSending({ unreached: "没有连上服务器，没有导入。请检查网络后重试。" });
  const changing = changingLines(lines);
  if (refusals.length > 0) return <Refusals reasons={refusals} title="不能导入" />;
  if (counts.problem > 0)
    return (
      <Callout tone="danger" title={`有 ${counts.problem} 行有问题，还不能导入`} isAlert>
        没有导入任何内容。请在文件中改正下列各行，保存后<Link href={importKinds[kind].path}>返回</Link>重新选择文件。
      </Callout>
    );
  if (changing === 0)
    return (
      <Callout tone="neutral" title="与系统中的数据一致">
        文件的 {counts.unchanged} 行都没有变化，不需要导入。
        <Left counts={counts} />
      </Callout>
    );
  const isConfirmed = questions.length === 0 || confirmed === digest;
  const apply = () =>
    send(
      () => applyListAction({ importId: id, digest }),
      (answer) => answer.jobId !== null && router.push(`/account/jobs/${answer.jobId}`),
    );
  return (
    <div className="flex flex-col gap-3">
      <Callout tone="neutral" title="还没有写入，请先核对差异">
        将新增 {counts.new} 个、变动 {counts.changed} 个，{counts.unchanged} 个不变；全部写入或全部不写。
        <Left counts={counts} />
        {jobId !== null && (
          <p>
            已交后台办理，见<Link href={`/account/jobs/${jobId}`}>任务</Link>；没有办成的可在核对后再次导入。
          </p>
        )}
      </Callout>
      {questions.length > 0 && (
        <Callout tone="warn" title="导入的后果">
          <Consequences questions={questions} />
          <label className="mt-2 flex gap-2 font-medium">
            <input
              type="checkbox"
              checked={confirmed === digest}
              onChange={({ target }) => setConfirmed(target.checked ? digest : null)}
            />
            已核对以上后果
          </label>
        </Callout>
      )}
      <Refusals reasons={reasons} title="没有导入" />
      <div className="flex flex-wrap items-center gap-3">
        <Button emphasis="primary" isDisabled={isSending || !isConfirmed} onPress={() => void apply()}>
          {isSending ? "正在导入……" : `导入 ${changing} 个${importKinds[kind].label}`}
        </Button>
        <Link href={importKinds[kind].path} className="text-sm">
          不导入，返回
        </Link>
      </div>
    </div>
  );
}

function Left({ counts }: { counts: Record<ImportOutcome, number> }) {
  if (counts.absent === 0) return null;
  return <p>系统中另有 {counts.absent} 个不在文件中，保持不变（列在“文件中没有”）。</p>;
}
