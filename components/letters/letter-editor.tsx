"use client";

import { useEffect, useState } from "react";
import { Field } from "@/components/admin/field";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { publicities, type Letter, type Publicity } from "@/lib/domain/decision/letter/letter";
import { formatWan, parseAmount, formatForInput } from "@/lib/domain/words/amounts";
import { editLetterAction } from "@/lib/features/letter-drafts/actions";
import { DatedLines, type DatedLine } from "./dated-lines";

interface Props {
  letterId: string;
  revision: number;
  letter: Letter;
}

const linesIn = (text: string) => text.split("\n");

/** What people write in a draft. Paragraphs stand one a line; figures are those that were approved and are not typed. */
export function LetterEditor(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>修改</Button>
      <Modal title="修改批复草稿" isOpen={isOpen} onOpenChange={setIsOpen} isWide isBusy>
        {(close) => <EditForm {...props} close={close} />}
      </Modal>
    </>
  );
}

function EditForm({ letterId, revision, letter, close }: Props & { close: () => void }) {
  // What this person saw: the page may be made anew behind the dialog.
  const [seen] = useState(revision);
  const [isSaved, setIsSaved] = useState(false);
  // Closes when the page has what was saved: the steps beside it are of the same revision.
  useEffect(() => {
    if (isSaved && revision !== seen) close();
  }, [isSaved, revision, seen, close]);
  const [fields, setFields] = useState({
    number: letter.number ?? "",
    title: letter.title,
    addressee: letter.addressee,
    opening: letter.opening.join("\n"),
    figuresText: letter.figuresText,
    closing: letter.closing.join("\n"),
    contactName: letter.contact.name,
    contactPhone: letter.contact.phone,
    copiesTo: letter.copiesTo.join("\n"),
    publicityBasis: letter.publicity.basis,
  });
  const [publicity, setPublicity] = useState<Publicity>(letter.publicity.kind);
  const [toReturn, setToReturn] = useState(letter.balances.map((balance) => formatForInput(balance.toReturn, "wan")));
  const [adjustmentReasons, setAdjustmentReasons] = useState(letter.adjustments.map(({ reason }) => reason));
  const [requirements, setRequirements] = useState<readonly DatedLine[]>(letter.requirements);
  const [problems, setProblems] = useState<readonly DatedLine[]>(letter.problems);
  const { reasons, isSending: isOnItsWay, send } = useSending();
  const isSending = isOnItsWay || isSaved;
  const set = (field: keyof typeof fields) => (value: string) => setFields((before) => ({ ...before, [field]: value }));
  const amounts = toReturn.map((text) => parseAmount(text, "wan", { allowNegative: true }));
  const wrong = letter.balances.filter((_, index) => !amounts[index]!.ok);
  const text = (field: keyof typeof fields, label: string, hint?: string) => (
    <TextField label={label} value={fields[field]} onChange={set(field)} {...(hint === undefined ? {} : { hint })} />
  );
  const lines = (field: keyof typeof fields, label: string, rows: number) => (
    <TextField label={`${label}（每行一段）`} isMultiline rows={rows} value={fields[field]} onChange={set(field)} />
  );
  const save = () =>
    send(
      () =>
        editLetterAction({
          letterId,
          revision: seen,
          ...fields,
          opening: linesIn(fields.opening),
          requirements: [...requirements],
          problems: [...problems],
          closing: linesIn(fields.closing),
          copiesTo: linesIn(fields.copiesTo),
          publicity,
          adjustmentReasons,
          toReturn: amounts.map((amount) => (amount.ok ? (amount.value ?? 0) : 0)),
        }),
      () => setIsSaved(true),
    );
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        {text("number", "文号", "可以以后再编；同一年内不能重复。")}
        {text("addressee", "主送")}
      </div>
      {text("title", "标题")}
      {lines("opening", "正文开头", 4)}
      {text("figuresText", "批复数说明")}
      {letter.adjustments.length > 0 && (
        <fieldset className="flex flex-col gap-2 text-sm">
          <legend className="font-medium">审核调整的原因</legend>
          {letter.adjustments.map(({ label, cell, before, after }, index) => (
            <TextField
              key={`${label}${cell}`}
              label={`${label}：${formatWan(before)} → ${formatWan(after)} 万元`}
              value={adjustmentReasons[index]!}
              onChange={(value) => setAdjustmentReasons((all) => all.map((each, at) => (at === index ? value : each)))}
            />
          ))}
        </fieldset>
      )}
      {letter.balances.length > 0 && (
        <fieldset className="flex flex-col gap-2 text-sm">
          <legend className="font-medium">结转结余处理（万元，其余结转下年）</legend>
          {letter.balances.map(({ fund, closing, cell }, index) => (
            <label key={cell} className="flex flex-wrap items-center gap-2">
              {fund}年末结转和结余 {formatWan(closing)}，收回
              <input
                inputMode="decimal"
                aria-label={`${fund}收回（万元）`}
                className="min-h-8 w-32 border border-line bg-surface px-2 text-right tabular-nums"
                value={toReturn[index]}
                onChange={({ target }) =>
                  setToReturn((before) => before.map((each, at) => (at === index ? target.value : each)))
                }
              />
            </label>
          ))}
        </fieldset>
      )}
      <DatedLines label="有关要求" lines={requirements} onChange={setRequirements} />
      <DatedLines label="需要整改的问题" lines={problems} onChange={setProblems} />
      {lines("closing", "结尾", 2)}
      <div className="grid gap-3 sm:grid-cols-2">
        {text("contactName", "联系人")}
        {text("contactPhone", "联系电话")}
      </div>
      {lines("copiesTo", "抄送", 2)}
      <div className="grid gap-3 sm:grid-cols-2">
        <PublicityField value={publicity} onChange={setPublicity} />
        {text("publicityBasis", "依申请公开或不予公开的依据")}
      </div>
      {wrong.length > 0 && (
        <p role="alert" className="text-sm text-danger">
          {wrong.map(({ fund }) => fund).join("、")}的收回数不是金额，请改正。
        </p>
      )}
      <Refusals reasons={reasons} />
      <div className="flex justify-end gap-2">
        <Button onPress={close}>取消</Button>
        <Button emphasis="primary" isDisabled={isSending || wrong.length > 0} onPress={() => void save()}>
          {isSending ? "正在保存……" : "保存"}
        </Button>
      </div>
    </div>
  );
}

/** 公开属性 */
export function PublicityField({ value, onChange }: { value: Publicity; onChange: (value: Publicity) => void }) {
  return (
    <Field label="公开属性">
      <select value={value} onChange={({ target }) => onChange(target.value as Publicity)}>
        {(Object.keys(publicities) as Publicity[]).map((each) => (
          <option key={each} value={each}>
            {publicities[each]}
          </option>
        ))}
      </select>
    </Field>
  );
}
