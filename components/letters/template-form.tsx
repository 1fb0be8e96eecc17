"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import type { Publicity } from "@/lib/domain/decision/letter/letter";
import {
  numberOf,
  numberPlaceholders,
  templateLabels,
  templateProblems,
  textPlaceholders,
  type LetterTemplate,
} from "@/lib/domain/decision/letter/template";
import { saveTemplateAction } from "@/lib/features/letter-templates/actions";
import type { StoredTemplate } from "@/lib/features/letter-templates/data";
import { PublicityField } from "./letter-editor";

const lineFields = ["opening", "requirements", "closing", "copiesTo"] as const;
type LineField = (typeof lineFields)[number];
type TextName = Exclude<keyof LetterTemplate, LineField | "publicity">;

const cleaned = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The words of a district's letters of one kind; what is wrong with a brace stands under its field while typing. */
export function TemplateForm({ kind, template, revision, year }: StoredTemplate & { year: number }) {
  const [fields, setFields] = useState(() => ({
    ...template,
    ...(Object.fromEntries(lineFields.map((field) => [field, template[field].join("\n")])) as Record<
      LineField,
      string
    >),
  }));
  const [isSaved, setIsSaved] = useState(false);
  // Of what is typed upon: a page made again has what another saved, and must not be saved over unseen.
  const [seenRevision, setSeenRevision] = useState(revision);
  const { reasons, isSending, send } = useSending();
  const draft: LetterTemplate = {
    ...fields,
    ...(Object.fromEntries(lineFields.map((field) => [field, cleaned(fields[field])])) as Record<LineField, string[]>),
  };
  const problems = templateProblems(kind, draft);
  const set = (field: keyof LetterTemplate) => (value: string) => {
    setIsSaved(false);
    setFields((before) => ({ ...before, [field]: value }));
  };
  const field = (name: TextName | LineField, options: { rows?: number; hint?: string } = {}) => {
    const error = problems.find((problem) => problem.field === name)?.text;
    return (
      <TextField
        label={options.rows === undefined ? templateLabels[name] : `${templateLabels[name]}（每行一段）`}
        isMultiline={options.rows !== undefined}
        {...(options.rows === undefined ? {} : { rows: options.rows })}
        {...(options.hint === undefined ? {} : { hint: options.hint })}
        {...(error === undefined ? {} : { error })}
        value={fields[name]}
        onChange={set(name)}
      />
    );
  };
  const isOfBureau = kind === "bureauToDepartment";
  return (
    <form
      method="post"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send(
          () => saveTemplateAction({ kind, template: draft, revision: seenRevision }),
          () => {
            setIsSaved(true);
            setSeenRevision(seenRevision + 1);
          },
        );
      }}
    >
      <div className="grid gap-3 sm:grid-cols-3">
        {isOfBureau && field("issuer")}
        {isOfBureau && field("numberWord")}
        {field("numberPattern", {
          hint: isOfBureau
            ? `如 ${numberOf(draft, year, 1)}；可以使用 ${placeholderList(numberPlaceholders)}`
            : "由部门自行编号，此处仅供参照。",
        })}
      </div>
      {field("title")}
      {field("opening", { rows: 4 })}
      {field("figuresText")}
      {field("requirements", { rows: 7 })}
      {field("closing", { rows: 2 })}
      <div className="grid gap-3 sm:grid-cols-2">
        {field("contactName")}
        {field("contactPhone")}
      </div>
      {field("copiesTo", { rows: 2 })}
      <div className="grid gap-3 sm:grid-cols-2">
        <PublicityField
          value={fields.publicity}
          onChange={(publicity: Publicity) => setFields((before) => ({ ...before, publicity }))}
        />
        {field("publicityBasis")}
      </div>
      <details className="text-sm">
        <summary className="cursor-pointer">可以使用的内容</summary>
        <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {Object.entries(textPlaceholders).map(([name, meaning]) => (
            <div key={name} className="contents">
              <dt>{`{${name}}`}</dt>
              <dd className="text-muted">{meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Refusals reasons={reasons} />
      <div className="flex items-center gap-3">
        <Button type="submit" emphasis="primary" isDisabled={isSending || problems.length > 0}>
          {isSending ? "正在保存……" : "保存模板"}
        </Button>
        <p role="status" className="text-sm text-done">
          {isSaved && "已保存，以后起草的批复按此模板。"}
        </p>
      </div>
    </form>
  );
}

const placeholderList = (names: Readonly<Record<string, string>>) =>
  Object.keys(names)
    .map((name) => `{${name}}`)
    .join("、");
