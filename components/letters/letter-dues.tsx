"use client";

import { useState } from "react";
import { Field } from "@/components/admin/field";
import { formatDateTime } from "@/lib/domain/words/moments";
import { Button } from "@/components/ui/button";
import { Confirmation } from "@/components/ui/confirmation";
import { Modal } from "@/components/ui/modal";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { firstExtension, letterDueParts, type LetterDue } from "@/lib/domain/decision/letter/letter-dues";
import { dayText, type Day } from "@/lib/domain/register/days";
import { lengthError } from "@/lib/domain/words/text-length";
import { recordDueEventAction } from "@/lib/features/letter-dues/actions";
import type { RecordedDueEvent } from "@/lib/features/letter-dues/data";

type Due = LetterDue<RecordedDueEvent>;

interface Props {
  letterId: string;
  dues: readonly Due[];
  /** Whether the person acts for the issuer, and the letter is in force. */
  mayRecord: boolean;
  signedOn: Day;
  today: Day;
}

/** What the letter asks for by a day: until when, what became of it, and what may be recorded. */
export function LetterDues({ letterId, dues, mayRecord, signedOn, today }: Props) {
  return (
    <section aria-labelledby="letter-dues" className="flex flex-col gap-1">
      <h2 id="letter-dues" className="text-base font-semibold">
        有期限的要求（{dues.filter(({ settledOn }) => settledOn !== null).length}/{dues.length} 已办结）
      </h2>
      <ul>
        {dues.map((due) => (
          <li
            key={`${due.part}${due.position}`}
            className="flex flex-col gap-2 border-b border-line py-2 text-sm sm:flex-row sm:items-start sm:justify-between"
          >
            <div className="flex max-w-prose flex-col gap-1">
              <p>
                <span className="text-muted">{letterDueParts[due.part]}：</span>
                {due.text}
              </p>
              <p className="font-medium">
                <Standing due={due} today={today} />
              </p>
              {due.events.map(({ kind, on, reason, by, at }) => (
                <p key={at} className="text-muted">
                  {formatDateTime(new Date(at))} {by}：{kind === "extended" ? `延期至${dayText(on)}` : "登记办结"}，
                  {reason}
                </p>
              ))}
            </div>
            {mayRecord && due.settledOn === null && (
              <div className="flex shrink-0 gap-2">
                <Recording kind="extended" {...{ letterId, due, signedOn, today }} />
                <Recording kind="settled" {...{ letterId, due, signedOn, today }} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Standing({ due: { dueOn, issuedDueOn, settledOn }, today }: { due: Due; today: Day }) {
  const limit = `期限${dayText(dueOn)}${dueOn === issuedDueOn ? "" : `（原定${dayText(issuedDueOn)}）`}`;
  if (settledOn !== null)
    return (
      <span className="text-done">
        已于{dayText(settledOn)}办结{settledOn > dueOn && "（逾期）"}，{limit}
      </span>
    );
  return dueOn < today ? <span className="text-danger">已逾期，{limit}</span> : <>{limit}</>;
}

const words = {
  extended: {
    label: "延期",
    day: "延期至",
    reason: "延期的理由",
    text: "批复文件不变，延期与理由另行记录，收文单位可见。不能延到过去的日期。",
  },
  settled: {
    label: "登记办结",
    day: "办结日期",
    reason: "办结情况",
    text: "登记之后不再计算期限，收文单位可见。",
  },
} as const;

function Recording({
  kind,
  letterId,
  due,
  signedOn,
  today,
}: {
  kind: keyof typeof words;
  letterId: string;
  due: Due;
  signedOn: Day;
  today: Day;
}) {
  const { label, day, reason: reasonLabel, text } = words[kind];
  const first = kind === "extended" ? firstExtension(due, today) : signedOn;
  const [isOpen, setIsOpen] = useState(false);
  const [on, setOn] = useState(kind === "extended" ? "" : today);
  const [reason, setReason] = useState("");
  const { reasons, isSending, send } = useSending();
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{label}</Button>
      <Modal title={label} isOpen={isOpen} onOpenChange={setIsOpen} isBusy={isSending}>
        {(close) => (
          <Confirmation
            label={`确认${label}`}
            emphasis="primary"
            reasons={reasons}
            refusedTitle="未办理"
            isDisabled={isSending || on === "" || reason.trim() === ""}
            close={close}
            onConfirm={() => {
              const { part, position } = due;
              void send(() => recordDueEventAction({ letterId, part, position, kind, on, reason }), close);
            }}
          >
            <p className="text-sm">{due.text}</p>
            <p className="text-sm text-muted">{text}</p>
            <Field label={day}>
              <input
                type="date"
                min={first}
                {...(kind === "settled" ? { max: today } : {})}
                value={on}
                onChange={({ target }) => setOn(target.value)}
              />
            </Field>
            <TextField
              label={reasonLabel}
              isMultiline
              rows={3}
              {...lengthError(reason, 1000)}
              value={reason}
              onChange={setReason}
            />
          </Confirmation>
        )}
      </Modal>
    </>
  );
}
