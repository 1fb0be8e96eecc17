import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { documentFormatLabels } from "@/lib/domain/document/file-formats";
import { letterKinds } from "@/lib/domain/decision/letter/letter";
import { isInForce, unchangedCorrection } from "@/lib/domain/decision/letter/letter-rules";
import { dayText } from "@/lib/domain/register/days";
import { letterFormats } from "@/lib/features/letter-files/schema";
import type { LetterWithDues } from "@/lib/features/letter-dues/loaders";
import { CongressOffered } from "./congress-offered";
import { LetterControls } from "./letter-controls";
import { LetterDues } from "./letter-dues";
import { LetterEditor } from "./letter-editor";
import { LetterPreview } from "./letter-preview";
import { LetterStatusBadge } from "./letter-status";
import { PassedOn, type ListPath } from "./passed-on";
import { UnitsCheck } from "./units-check";

/** One letter: how far it is, what may be done, and how it reads. */
export function LetterPage({ view, listPath }: { view: LetterWithDues; listPath: ListPath }) {
  const { stored, layout, rights, people, changed, totalProblems, replaced, successor, passedOn, dues, today } = view;
  const { id, letter, status, revision, issuedOn, receivedOn, revoked, contentHash } = stored;
  const unchanged = status === "draft" ? unchangedCorrection(letter) : null;
  return (
    <div className="flex flex-col gap-4">
      <nav aria-label="位置" className="text-sm">
        <Link href={listPath === "/review/letters" ? `${listPath}?year=${letter.year}` : listPath}>批复文件</Link>
      </nav>
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="font-serif text-2xl">{letter.number ?? "批复草稿（未编号）"}</h1>
        <LetterStatusBadge status={status} />
      </div>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1 text-sm">
          <dt className="text-muted">种类</dt>
          <dd>{letterKinds[letter.kind]}</dd>
          <dt className="text-muted">{letter.annex === null ? "收文单位" : "收文部门"}</dt>
          <dd>{letter.addressee}</dd>
          {status === "draft" ? (
            <>
              <dt className="text-muted">最后修改</dt>
              <dd>{people.editedBy}</dd>
            </>
          ) : (
            <>
              <dt className="text-muted">印发</dt>
              <dd>
                <span className="tabular-nums">{issuedOn}</span> {people.issuedBy}
              </dd>
              <dt className="text-muted">签收</dt>
              <dd>
                {receivedOn === null ? "尚未签收" : <span className="tabular-nums">{receivedOn}</span>}{" "}
                {people.receivedBy}
              </dd>
            </>
          )}
          {replaced && (
            <>
              <dt className="text-muted">调整</dt>
              <dd>
                <Link href={`${listPath}/${replaced.id}`}>{replaced.number}</Link>
              </dd>
            </>
          )}
          {contentHash && (
            <>
              <dt className="text-muted">内容摘要</dt>
              <dd className="break-all font-mono text-xs">{contentHash}</dd>
            </>
          )}
        </dl>
        <div className="flex flex-wrap items-center gap-2">
          {status === "draft" && rights.mayDraft && <LetterEditor letterId={id} revision={revision} letter={letter} />}
          <LetterControls
            letterId={id}
            revision={revision}
            status={status}
            rights={rights}
            isPassedOn={letter.annex !== null}
            isOfBureau={stored.issuerId === null}
            listPath={listPath}
            today={today}
          />
        </div>
      </div>
      <p className="flex flex-wrap gap-3 text-sm">
        <span className="text-muted">下载</span>
        {letterFormats.map((format) => (
          <a key={format} href={`/files/letters/${id}/${format}`} download>
            {documentFormatLabels[format]}
          </a>
        ))}
      </p>
      {revoked && (
        <Callout
          tone="danger"
          title={
            revoked.number === null
              ? `已由${people.revokedBy}撤销`
              : `已由${people.revokedBy}以${revoked.number}（${dayText(revoked.on!)}）撤销`
          }
        >
          <p className="whitespace-pre-line">{revoked.reason}</p>
        </Callout>
      )}
      {successor && (
        <Callout tone="warn" title={status === "superseded" ? "已被调整批复代替" : "已起草调整批复"}>
          <Link href={`${listPath}/${successor.id}`}>{successor.number ?? "未编号的草稿"}</Link>
        </Callout>
      )}
      {view.congressOffer && <CongressOffered letterId={id} revision={revision} {...view.congressOffer} />}
      {unchanged !== null && <Callout tone="warn" title={unchanged} />}
      {changed.length > 0 && (
        <Callout tone="warn" title="所批复的决算已有变化">
          {changed.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Callout>
      )}
      {dues.length > 0 && (
        <LetterDues
          letterId={id}
          dues={dues}
          mayRecord={isInForce(status) && rights.mayIssue}
          signedOn={issuedOn!}
          today={today}
        />
      )}
      {totalProblems.length > 0 && (
        <Callout tone="warn" title="与已批准的部门汇总不一致，现在不能印发">
          {totalProblems.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Callout>
      )}
      {letter.annex && <UnitsCheck annex={letter.annex} problems={view.unitsProblems} />}
      {passedOn.length > 0 && letter.annex && (
        <PassedOn letterId={id} letter={letter} passedOn={passedOn} listPath={listPath} />
      )}
      <LetterPreview layout={layout} />
    </div>
  );
}
