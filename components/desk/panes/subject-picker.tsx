"use client";

import { useState, type Ref } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import type { Fund } from "@/lib/domain/words/funds";
import type { Subject, SubjectCatalogue } from "@/lib/domain/words/subjects/catalogue";

/** Adds a 项 to the sheet by code, name or pinyin initials; only subjects of this year and fund are offered. */
export function SubjectPicker({
  catalogue,
  fund,
  onPick,
  inputRef,
}: {
  /** Of the functional subjects. */
  catalogue: SubjectCatalogue;
  fund: Fund | "";
  onPick: (subject: Subject) => void;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const [query, setQuery] = useState("");
  const offered =
    query === "" ? [] : catalogue.search(query, { level: 3, ...(fund === "" ? {} : { fund }), limit: 12 });
  return (
    <ComboBox
      className="mb-2 flex items-center gap-2 text-sm"
      inputValue={query}
      onInputChange={setQuery}
      items={offered}
      allowsEmptyCollection
      onSelectionChange={(key) => {
        const subject = key === null ? undefined : catalogue.get(String(key));
        if (!subject) return;
        onPick(subject);
        setQuery("");
      }}
      selectedKey={null}
    >
      <Label>添加科目</Label>
      <Input
        ref={inputRef ?? null}
        placeholder="编码、名称或拼音首字母"
        className="w-64 min-w-0 border border-line bg-surface px-2 py-1 pointer-coarse:min-h-10"
      />
      <Popover className="max-h-80 w-96 max-w-[calc(100vw-2rem)] overflow-auto border border-rule bg-surface">
        <ListBox renderEmptyState={() => <p className="px-3 py-2 text-muted">没有匹配的本年度项级科目。</p>}>
          {(subject: Subject) => (
            <ListBoxItem
              id={subject.code}
              textValue={`${subject.code} ${subject.name}`}
              className="cursor-pointer px-3 py-1 outline-none focus:bg-accent-shade"
            >
              <span className="mr-2 tabular-nums text-muted">{subject.code}</span>
              {subject.name}
              <span className="block text-xs text-muted">{catalogue.get(subject.code.slice(0, 5))?.name}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
