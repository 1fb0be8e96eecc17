"use client";

import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { Button, type Emphasis } from "@/components/ui/button";
import { Confirmation } from "@/components/ui/confirmation";
import { Modal } from "@/components/ui/modal";
import { TextField } from "@/components/ui/text-field";
import { useSending, type Sending } from "@/components/ui/use-sending";
import { isInForce, type LetterStatus } from "@/lib/domain/decision/letter/letter-rules";
import { deleteDraftAction, draftCorrectionAction, draftUnitLettersAction } from "@/lib/features/letter-drafts/actions";
import { issueLetterAction, receiveLetterAction, revokeLetterAction } from "@/lib/features/letters/actions";
import { lengthError } from "@/lib/domain/words/text-length";
import type { LetterRights } from "@/lib/features/letters/data";
import { DayField, isDayGiven } from "./day-field";

interface Props {
  letterId: string;
  revision: number;
  status: LetterStatus;
  rights: LetterRights;
  /** The bureau's letter to a department with an annex, which that passes on. */
  isPassedOn: boolean;
  isOfBureau: boolean;
  /** Where letters stand, for going on after one is deleted or drafted. */
  listPath: "/review/letters" | "/desk/letters";
  /** yyyy-mm-dd */
  today: string;
}

/** The steps that a person may take of a letter now. */
export function LetterControls(props: Props) {
  const { letterId, revision, status, rights, isPassedOn, isOfBureau, listPath, today } = props;
  const router = useRouter();
  return (
    <div className="flex flex-wrap gap-2">
      {status === "draft" && rights.mayIssue && (
        <Step
          label="印发"
          emphasis="primary"
          text="印发后内容不能再修改，只能以调整批复更正。"
          asks={{ kind: "day", label: "成文日期", initial: today, latest: today }}
          onConfirm={(send, signedOn) => send(() => issueLetterAction({ letterId, revision, signedOn }))}
        />
      )}
      {status === "draft" && rights.mayDraft && (
        <Step
          label="删除草稿"
          emphasis="danger"
          text="草稿和其中修改过的文字一并删除，文号可以另用。"
          onConfirm={(send) =>
            send(
              () => deleteDraftAction({ letterId, revision }),
              () => router.push(listPath),
            )
          }
        />
      )}
      {status === "issued" && rights.mayReceive && (
        <Step
          label="签收"
          emphasis="primary"
          text={
            isPassedOn
              ? "签收表示部门已经收到本批复，向所属单位批复的期限自签收日期起算。"
              : "签收表示单位已经收到本批复。"
          }
          asks={{ kind: "day", label: "收到日期", initial: today, latest: today }}
          onConfirm={(send, receivedOn) => send(() => receiveLetterAction({ letterId, receivedOn }))}
        />
      )}
      {status === "received" && isPassedOn && rights.mayPassOn && (
        <Step
          label="起草对所属单位的批复"
          emphasis="primary"
          text="按财政局批复中各单位的数字，为还没有批复的所属单位各起草一份。"
          onConfirm={(send) => send(() => draftUnitLettersAction({ letterId }))}
        />
      )}
      {isInForce(status) && isOfBureau && rights.mayDraft && (
        <Step
          label="起草调整批复"
          text="所批复的决算更正并重新批复之后，起草一份代替本批复的调整批复，列明调整前后的数字。"
          asks={{ kind: "reason", label: "调整的理由（写入批复）" }}
          onConfirm={(send, reason) =>
            send(
              () => draftCorrectionAction({ letterId, reason }),
              (drafted) => router.push(`${listPath}/${drafted.letterId}`),
            )
          }
        />
      )}
      {isInForce(status) && rights.mayIssue && (
        <Step
          label="撤销批复文件"
          emphasis="danger"
          text="撤销后本批复不再有效，文号不能另用。决算仍是已批复；撤销之后才可以撤销决算的批复或者退回。"
          asks={{ kind: "document", initial: today, latest: today }}
          onConfirm={(send, reason, { number, on: revokedOn }) =>
            send(() => revokeLetterAction({ letterId, number, revokedOn, reason }))
          }
        />
      )}
    </div>
  );
}

type Asked =
  | { kind: "day"; label: string; initial: string; latest: string }
  | { kind: "reason"; label: string }
  /** Number, day and reason of the document that does it. */
  | { kind: "document"; initial: string; latest: string };

/** One step with its consequence, what is asked for it, and why it was not done. */
function Step({
  label,
  emphasis = "plain",
  text,
  asks,
  onConfirm,
}: {
  label: string;
  emphasis?: Emphasis;
  text: ReactNode;
  asks?: Asked;
  /** Sends the step with what was answered; whether the server did it. */
  onConfirm: (send: Sending["send"], answer: string, document: { number: string; on: string }) => Promise<boolean>;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [answer, setAnswer] = useState(asks?.kind === "day" ? asks.initial : "");
  const [document, setDocument] = useState({ number: "", on: asks?.kind === "document" ? asks.initial : "" });
  const { reasons, isSending, send } = useSending();
  const isAnswered =
    (asks === undefined || answer.trim() !== "") &&
    (asks?.kind !== "day" || isDayGiven(answer, asks.latest)) &&
    (asks?.kind !== "document" || (document.number.trim() !== "" && isDayGiven(document.on, asks.latest)));
  return (
    <>
      <Button emphasis={emphasis} onPress={() => setIsOpen(true)}>
        {label}
      </Button>
      <Modal title={label} isOpen={isOpen} onOpenChange={setIsOpen} isBusy={isSending}>
        {(close) => (
          <Confirmation
            label={`确认${label}`}
            emphasis={emphasis === "danger" ? "danger" : "primary"}
            reasons={reasons}
            refusedTitle="未办理"
            isDisabled={isSending || !isAnswered}
            close={close}
            onConfirm={() => void onConfirm(send, answer, document).then((isDone) => isDone && close())}
          >
            <p className="text-sm">{text}</p>
            {asks?.kind === "day" && (
              <DayField label={asks.label} latest={asks.latest} value={answer} onChange={setAnswer} />
            )}
            {asks?.kind === "document" && (
              <div className="grid gap-3 sm:grid-cols-2">
                <TextField
                  label="撤销文号"
                  {...lengthError(document.number, 60)}
                  value={document.number}
                  onChange={(number) => setDocument((before) => ({ ...before, number }))}
                />
                <DayField
                  label="撤销日期"
                  latest={asks.latest}
                  value={document.on}
                  onChange={(on) => setDocument((before) => ({ ...before, on }))}
                />
              </div>
            )}
            {(asks?.kind === "reason" || asks?.kind === "document") && (
              <TextField
                label={asks.kind === "reason" ? asks.label : "撤销的理由"}
                isMultiline
                rows={3}
                {...lengthError(answer, 1000)}
                value={answer}
                onChange={setAnswer}
              />
            )}
          </Confirmation>
        )}
      </Modal>
    </>
  );
}
