"use client";

import { useRef, useState } from "react";
import { TextField } from "@/components/ui/text-field";
import { saveTextsAction } from "@/lib/features/reports/actions";

export interface DeskText {
  slot: string;
  text: string;
  revision: number;
}

export interface DeskTextState {
  valueOf: (slot: string) => string;
  noticeOf: (slot: string) => string | undefined;
  set: (slot: string, text: string) => void;
  /** Saves the slot when its text is not what was last saved. */
  save: (slot: string, text: string) => void;
}

/** The texts of the report while somebody works on it. Lives as long as the workspace, so that changing sheets loses nothing. */
export function useDeskTexts(versionId: string, texts: readonly DeskText[]): DeskTextState {
  const saved = useRef(new Map(texts.map(({ slot, text, revision }) => [slot, { text, revision }])));
  const [values, setValues] = useState(() => new Map(texts.map(({ slot, text }) => [slot, text])));
  const [notices, setNotices] = useState<ReadonlyMap<string, string>>(new Map());

  async function send(slot: string, text: string): Promise<void> {
    const notice = (message: string) => setNotices((known) => new Map(known).set(slot, message));
    const base = saved.current.get(slot) ?? { text: "", revision: 0 };
    if (base.text === text) return;
    notice("正在保存…");
    try {
      const answer = await saveTextsAction({ versionId, edits: [{ slot, text, baseRevision: base.revision }] });
      if (!answer.ok) return notice(`尚未保存：${answer.reasons.join(" ")}`);
      const result = answer.data.results[0]!;
      saved.current.set(slot, { text: result.text, revision: result.revision });
      notice(result.ok ? "已保存" : `${result.message}${result.by ?? "另一人"}保存的内容是：“${result.text}”。您的内容仍在框中；再次离开输入框将以您的内容为准。`);
    } catch {
      notice("尚未保存：没有连上服务器，请稍后再次离开输入框重试。");
    }
  }

  return {
    valueOf: (slot) => values.get(slot) ?? "",
    noticeOf: (slot) => notices.get(slot),
    set: (slot, text) => setValues((known) => new Map(known).set(slot, text)),
    save: (slot, text) => void send(slot, text),
  };
}

interface Props {
  isEditable: boolean;
  texts: DeskTextState;
  fields: readonly { slot: string; label: string }[];
  /** The explicit statement that a sheet has no data. */
  statement?: { slot: string; label: string };
}

/** Texts of the report, saved when the field is left. What could not be saved stays in the field, and says so. */
export function DeskTexts({ isEditable, texts, fields, statement }: Props) {
  return (
    <div className="mt-3 flex flex-col gap-4">
      {statement && (
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            disabled={!isEditable}
            checked={texts.valueOf(statement.slot) !== ""}
            onChange={(event) => {
              const text = event.target.checked ? "none" : "";
              texts.set(statement.slot, text);
              texts.save(statement.slot, text);
            }}
          />
          {statement.label}
          <span role="status" className="text-muted">
            {texts.noticeOf(statement.slot)}
          </span>
        </label>
      )}
      {fields.map(({ slot, label }) => (
        <TextField
          key={slot}
          label={label}
          isMultiline
          rows={12}
          maxLength={20_000}
          isReadOnly={!isEditable}
          value={texts.valueOf(slot)}
          onChange={(text) => texts.set(slot, text)}
          onBlur={() => texts.save(slot, texts.valueOf(slot))}
          hint={texts.noticeOf(slot) ?? "离开输入框时自动保存。"}
        />
      ))}
    </div>
  );
}
