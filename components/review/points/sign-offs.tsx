"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { signOffRoles, type SignOffRole } from "@/lib/domain/words/sign-offs";
import { lengthError } from "@/lib/domain/words/text-length";
import { signOffAction } from "@/lib/features/point-answers/actions";
import type { SignOffLine } from "@/lib/features/point-answers/schema";

interface Props {
  versionId: string;
  signOffs: readonly SignOffLine[];
  /** Of the answers that would be signed. */
  signed: string;
  /** Points without an answer that stands. */
  open: number;
  /** Answers were given after a signature since the page was read. */
  isOverruled: boolean;
  demands: boolean;
  maySign: boolean;
}

/** 初审 and 复核: who signed, whether it still stands, and the two signatures. */
export function SignOffs({ versionId, signOffs, signed, open, isOverruled, demands, maySign }: Props) {
  const [role, setRole] = useState<SignOffRole | null>(null);
  const [note, setNote] = useState("");
  const [goesOn, setGoesOn] = useState(false);
  const { reasons, isSending, send, forget } = useSending();
  const of = (each: SignOffRole) => signOffs.find((signOff) => signOff.role === each);

  return (
    <div className="flex flex-col gap-2 border-t border-line pt-2">
      <h3 className="font-medium">初审和复核</h3>
      <p className="text-xs text-muted">
        由两人分别签字；签字后有要点失效或改了结论的，签字随之失效。
        {demands ? "本年度规定两项签字齐全后才能批复。" : "本年度不以签字作为批复的条件。"}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {(Object.keys(signOffRoles) as SignOffRole[]).map((each) => {
          const signOff = of(each);
          return (
            <div key={each} className="contents">
              <dt>{signOffRoles[each]}</dt>
              <dd className="flex flex-wrap items-center gap-x-2">
                {signOff ? (
                  <>
                    {signOff.by} {signOff.at}
                    {signOff.lapsed.length > 0 ? (
                      <>
                        <Badge tone="warn">已失效</Badge>
                        <span className="text-xs text-muted">{signOff.lapsed.slice(0, 8).join("、")}</span>
                      </>
                    ) : (
                      <Badge tone="done">已签字</Badge>
                    )}
                    {signOff.note && <span className="basis-full text-muted">{signOff.note}</span>}
                  </>
                ) : (
                  <span className="text-muted">未签字</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {isOverruled && <p className="text-muted">签字之后又办理了要点，改动过的结论须重新签字。</p>}
      {maySign && role === null && (
        <div className="flex flex-wrap gap-2">
          {(Object.keys(signOffRoles) as SignOffRole[]).map((each) => (
            <Button
              key={each}
              onPress={() => {
                forget();
                setRole(each);
              }}
            >
              {signOffRoles[each]}签字
            </Button>
          ))}
        </div>
      )}
      {role !== null && (
        <form
          method="post"
          className="flex flex-col gap-2 border border-line p-2"
          onSubmit={(event) => {
            event.preventDefault();
            void send(
              () => signOffAction({ versionId, role, note, seen: signed, goesOn }),
              () => {
                setRole(null);
                setNote("");
                setGoesOn(false);
              },
            );
          }}
        >
          <TextField
            label={`${signOffRoles[role]}意见（可不填，印入审核情况记录表）`}
            isMultiline
            rows={2}
            value={note}
            onChange={setNote}
            {...lengthError(note, 1000)}
            autoFocus
          />
          {open > 0 && (
            <label className="flex gap-2">
              <input type="checkbox" checked={goesOn} onChange={(event) => setGoesOn(event.target.checked)} />
              还有 {open} 项要点没有有效的结论，只就已办理的部分签字
            </label>
          )}
          <Refusals title="没有签字" reasons={reasons} />
          <div className="flex gap-2">
            <Button type="submit" emphasis="primary" isDisabled={isSending}>
              确认{signOffRoles[role]}签字
            </Button>
            <Button onPress={() => setRole(null)}>取消</Button>
          </div>
        </form>
      )}
      <p className="flex flex-wrap gap-3">
        审核情况记录表：
        <a href={`/files/review/${versionId}/pdf`}>PDF</a>
        <a href={`/files/review/${versionId}/docx`}>Word</a>
      </p>
    </div>
  );
}
