"use client";

import { useRef, useState } from "react";
import { TextField } from "@/components/ui/text-field";
import { saveTextsAction } from "@/lib/features/reports/actions";

export interface DeskText {
  slot: string;
  text: string;
  revision: number;
}

interface Props {
  versionId: string;
  isEditable: boolean;
  texts: readonly DeskText[];
  fields: readonly { slot: string; label: string }[];
  /** The explicit statement that a sheet has no data. */
  statement?: { slot: string; label: string };
}

/** Texts of the report, saved when the field is left. What could not be saved stays in the field, and says so. */
export function DeskTexts({ versionId, isEditable, texts, fields, statement }: Props) {
  const stored = (slot: string) => texts.find((each) => each.slot === slot);
  const revisions = useRef(new Map(texts.map(({ slot, revision }) => [slot, revision])));
  const [values, setValues] = useState(() => new Map([...fields, ...(statement ? [statement] : [])].map(({ slot }) => [slot, stored(slot)?.text ?? ""])));
  const [notices, setNotices] = useState<ReadonlyMap<string, string>>(new Map());

  async function save(slot: string, text: string): Promise<void> {
    const notice = (message: string) => setNotices((known) => new Map(known).set(slot, message));
    notice("正在保存…");
    try {
      const answer = await saveTextsAction({ versionId, edits: [{ slot, text, baseRevision: revisions.current.get(slot) ?? 0 }] });
      if (!answer.ok) return notice(`尚未保存：${answer.reasons.join(" ")}`);
      const result = answer.data.results[0]!;
      revisions.current.set(slot, result.revision);
      notice(result.ok ? "已保存" : `${result.message}${result.by ?? "另一人"}保存的内容是：“${result.text}”。再次离开输入框将以您的内容为准。`);
    } catch {
      notice("尚未保存：没有连上服务器，请稍后再次离开输入框重试。");
    }
  }

  const set = (slot: string, text: string) => setValues((known) => new Map(known).set(slot, text));
  return (
    <div className="mt-3 flex flex-col gap-4">
      {statement && (
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            disabled={!isEditable}
            checked={values.get(statement.slot) !== ""}
            onChange={(event) => {
              const text = event.target.checked ? "none" : "";
              set(statement.slot, text);
              void save(statement.slot, text);
            }}
          />
          {statement.label}
          <span role="status" className="text-muted">
            {notices.get(statement.slot)}
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
          value={values.get(slot) ?? ""}
          onChange={(text) => set(slot, text)}
          onBlur={() => void save(slot, values.get(slot) ?? "")}
          hint={notices.get(slot) ?? "离开输入框时自动保存。"}
        />
      ))}
    </div>
  );
}
