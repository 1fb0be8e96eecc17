import type { Metadata } from "next";
import { TemplateForm } from "@/components/letters/template-form";
import { chinaDay } from "@/lib/domain/words/moments";
import { yearOf } from "@/lib/domain/register/days";
import { letterKinds } from "@/lib/domain/decision/letter/letter";
import { loadTemplates } from "@/lib/features/letter-templates/loaders";
import { now } from "@/lib/platform/clock";

export const metadata: Metadata = { title: "批复模板" };

export default async function LetterTemplatesPage() {
  const templates = await loadTemplates();
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      <div>
        <h1 className="font-serif text-2xl">批复模板</h1>
        <p className="max-w-prose text-sm text-muted">
          起草批复时，花括号中的内容换成该份批复的内容。修改模板不影响已经起草的批复。
        </p>
      </div>
      {templates.map((stored) => (
        <section
          key={stored.kind}
          aria-labelledby={stored.kind}
          className="flex flex-col gap-3 border-t border-rule pt-3"
        >
          <h2 id={stored.kind} className="text-base font-semibold">
            {letterKinds[stored.kind]}
          </h2>
          <TemplateForm {...stored} year={yearOf(chinaDay(now()))} />
        </section>
      ))}
    </div>
  );
}
