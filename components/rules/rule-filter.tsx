"use client";

import { useEffect, useState } from "react";
import { bookClasses, bookClassLabels, type BookClass } from "@/lib/domain/rule-book/book-classes";
import { severityLabels, type Severity } from "@/lib/domain/words/finding";
import { TextField } from "@/components/ui/text-field";

interface FilteredRule {
  id: string;
  ruleClass: BookClass;
  severity: Severity;
  areas: readonly string[];
  /** Everything that is searched, in lower case. */
  words: string;
}

interface Choice {
  ruleClass: BookClass | "";
  severity: Severity | "";
  area: string;
  query: string;
}

const everything: Choice = { ruleClass: "", severity: "", area: "", query: "" };

/** Shows the rules that are looked for. The page holds all of them and reads without it. */
export function RuleFilter({
  rules,
  areas,
}: {
  rules: readonly FilteredRule[];
  areas: readonly { id: string; label: string }[];
}) {
  const [choice, setChoice] = useState(everything);
  const words = choice.query.trim().toLowerCase().split(/\s+/);
  const shown = rules.filter(
    (rule) =>
      (choice.ruleClass === "" || rule.ruleClass === choice.ruleClass) &&
      (choice.severity === "" || rule.severity === choice.severity) &&
      (choice.area === "" || rule.areas.includes(choice.area)) &&
      words.every((word) => rule.words.includes(word)),
  );

  useEffect(() => {
    const ids = new Set(shown.map(({ id }) => id));
    for (const { id } of rules) document.getElementById(id)!.hidden = !ids.has(id);
    for (const ruleClass of bookClasses)
      document.getElementById(`class-${ruleClass}`)!.hidden = !shown.some((rule) => rule.ruleClass === ruleClass);
  });

  // An address leads to its rule, also to one that was filtered away.
  useEffect(() => {
    const follow = () => {
      setChoice(everything);
      window.setTimeout(() => document.getElementById(window.location.hash.slice(1))?.scrollIntoView());
    };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);

  return (
    <form
      role="search"
      aria-label="查找规则"
      className="border border-line bg-surface p-4 print:hidden"
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <TextField label="编号或文字" value={choice.query} onChange={(query) => setChoice({ ...choice, query })} />
        <Select
          label="类别"
          value={choice.ruleClass}
          options={Object.entries(bookClassLabels)}
          onChange={(ruleClass) => setChoice({ ...choice, ruleClass: ruleClass as BookClass | "" })}
        />
        <Select
          label="处理"
          value={choice.severity}
          options={Object.entries(severityLabels)}
          onChange={(severity) => setChoice({ ...choice, severity: severity as Severity | "" })}
        />
        <Select
          label="涉及的表"
          value={choice.area}
          options={areas.map(({ id, label }) => [id, label])}
          onChange={(area) => setChoice({ ...choice, area })}
        />
      </div>
      <p role="status" className="mt-3 text-sm text-muted">
        {shown.length === rules.length
          ? `共 ${rules.length} 条`
          : shown.length > 0
            ? `找到 ${shown.length} 条`
            : "没有符合条件的规则，请减少条件。"}
      </p>
    </form>
  );
}

function Select({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <label className="flex flex-col gap-1 text-sm">
      <span className="font-medium">{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="w-full border border-line bg-surface px-2 py-1"
      >
        <option value="">全部</option>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
