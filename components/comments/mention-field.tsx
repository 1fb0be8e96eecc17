"use client";

import { useRef, useState, type KeyboardEvent, type SyntheticEvent } from "react";
import { flushSync } from "react-dom";
import { Autocomplete, ListBox, ListBoxItem } from "react-aria-components";
import { TextField } from "@/components/ui/text-field";
import type { CommentKind } from "@/lib/domain/report/comment-kinds";
import { mentionedIn, openMentionAt, withMention } from "@/lib/domain/report/mentions";
import { roleLabels } from "@/lib/domain/report/roles";
import { lengthError } from "@/lib/domain/words/text-length";
import { useCommentScope } from "./comment-scope";
import type { CommentPerson } from "./thread-line";

interface Props {
  label: string;
  /** Decides who may be named: only people who may see the comment. */
  kind: CommentKind;
  value: string;
  onChange: (text: string) => void;
  autoFocus?: boolean;
}

/**
 * The text of a comment. `@` offers the people who may see it, chosen by arrow keys and Enter; Ctrl+Enter sends the
 * form.
 */
export function MentionField({ label, kind, value, onChange, autoFocus = false }: Props) {
  const people = useCommentScope().people.filter(({ kinds }) => kinds.includes(kind));
  const field = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState(0);
  /** Where the sign stands whose list was closed by Esc. */
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const textArea = () => field.current!.querySelector("textarea")!;

  const open = openMentionAt(value, caret);
  const offered = open && open.from !== closedAt ? people.filter(({ name }) => name.includes(open.query)) : [];
  const told = mentionedIn(value, people);

  function pick(person: CommentPerson): void {
    if (!open) return;
    const next = withMention(value, caret, open, person);
    flushSync(() => {
      onChange(next.text);
      setCaret(next.caret);
    });
    textArea().focus();
    textArea().setSelectionRange(next.caret, next.caret);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape" && offered.length > 0) {
      // The list is closed, not the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      setClosedAt(open!.from);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      textArea().form?.requestSubmit();
    }
  }

  return (
    <div
      ref={field}
      onKeyDownCapture={onKeyDown}
      onSelect={({ target }: SyntheticEvent) => {
        if (target instanceof HTMLTextAreaElement) setCaret(target.selectionStart);
      }}
    >
      <Autocomplete
        inputValue={value}
        onInputChange={(text) => {
          const next = textArea().selectionStart;
          setCaret(next);
          // A sign that is typed anew opens its list again.
          if (openMentionAt(text, next) === null) setClosedAt(null);
          onChange(text);
        }}
      >
        <TextField
          label={label}
          hint="输入 @ 提及能看到它的人；Ctrl+Enter 保存"
          isMultiline
          rows={3}
          {...lengthError(value, 4000)}
          autoFocus={autoFocus}
        />
        {offered.length > 0 && (
          <ListBox
            aria-label="可提及的人"
            items={offered}
            onAction={(id) => pick(people.find((person) => person.id === id)!)}
            className="max-h-48 overflow-auto border border-rule bg-surface text-sm"
          >
            {(person) => (
              <ListBoxItem
                id={person.id}
                textValue={person.name}
                className="flex min-h-8 cursor-pointer items-center gap-2 px-3 py-1 outline-none pointer-coarse:min-h-10 data-focused:bg-accent-shade"
              >
                {person.name}
                <span className="text-xs text-muted">{roleLabels[person.role]}</span>
              </ListBoxItem>
            )}
          </ListBox>
        )}
      </Autocomplete>
      <p role="status" className="text-xs text-muted">
        {told.length > 0
          ? `将通知：${told.map(({ name, role }) => `${name}（${roleLabels[role]}）`).join("、")}`
          : open &&
            offered.length === 0 &&
            open.from !== closedAt &&
            (kind === "note"
              ? "没有可提及的人：单位备注只能提及本单位填报人，要提及审核人请改为提问。"
              : "没有可提及的人。")}
      </p>
    </div>
  );
}
