"use client";

import clsx from "clsx";
import { DocumentBlocks, type ShowNumber } from "@/components/document/document-blocks";
import type { DocumentBlock } from "@/lib/domain/text/writing/blocks";
import { sectionHeadingId } from "@/lib/domain/document/statutory-document";
import { freezeBlock } from "@/lib/domain/document/frozen-document";
import { freeSlot } from "@/lib/domain/words/facts";
import { labelOfSlot } from "@/lib/domain/formats/stored-values";
import { sentenceText, type Sentence } from "@/lib/domain/text/writing/sentence";
import { UnitReasons, UnitReasonsProvider } from "../department/unit-reasons";
import { mayWrite } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { SlotField } from "./slot-field";

/** What is too long stays as it was typed, and says so. */
/** 第三部分 as the figures write it. Only what the figures cannot know is typed: reasons, purposes, further paragraphs. */
export function NarrativeView() {
  const { ways } = useDeskActs();
  const narrative = useDesk(({ seen }) => seen.narrative);
  /** A number that somebody looks at. */
  const selected = useDesk(({ place: { selection } }) => (selection?.kind === "number" ? selection : null));
  const showNumber: ShowNumber = ({ text }, place) => (
    <button
      type="button"
      aria-pressed={selected?.sentenceId === place.sentenceId && selected.index === place.index}
      onClick={() => ways.showNumber(place)}
      className={clsx(
        "cursor-pointer tabular-nums underline decoration-line decoration-dotted underline-offset-4",
        "hover:decoration-accent aria-pressed:bg-accent-shade aria-pressed:decoration-accent",
      )}
    >
      {text}
    </button>
  );
  return (
    <div className="max-w-3xl">
      <h2 className="font-serif text-xl">决算说明</h2>
      <p className="mb-4 text-sm text-muted">
        文字和数字由填报的数据生成，随数据变动。只需填写变动原因和用途；点击数字，查看它的来源。
      </p>
      <UnitReasonsProvider>
        {narrative.map((section) => (
          <section key={section.id} className="mb-8">
            <div className="font-serif">
              <DocumentBlocks
                headingLevel={3}
                blocks={[
                  { kind: "heading", id: sectionHeadingId(section.id), level: 1, text: section.heading },
                  ...section.blocks.map(freezeBlock),
                ]}
                showNumber={showNumber}
                sentenceClass={(id) => (id === selected?.sentenceId ? "bg-accent-shade" : undefined)}
                after={({ id }) => (
                  <ReasonFields block={section.blocks.find((block) => block.kind === "paragraph" && block.id === id)} />
                )}
              />
            </div>
            <FreeText sectionId={section.id} heading={section.heading} />
          </section>
        ))}
      </UnitReasonsProvider>
    </div>
  );
}

/** The fields for what a paragraph asks for, with what helps to fill them in. */
function ReasonFields({ block }: { block: DocumentBlock | undefined }) {
  const format = useDesk(({ seen }) => seen.model.tableSet);
  if (block?.kind !== "paragraph") return null;
  const reasons = block.sentences.flatMap((sentence) =>
    sentence.fragments.flatMap((fragment) => (fragment.kind === "reason" ? [{ ...fragment, sentence }] : [])),
  );
  if (reasons.length === 0) return null;
  const subject = sentenceText(block.sentences[0]!).split(/[，。：]/)[0]!;
  const names = reasons.map(({ slot }) => labelOfSlot(slot, format));
  /** Several changes of one paragraph are each named by their own sentence. */
  const subjectOf = (at: number) =>
    names.indexOf(names[at]!) === names.lastIndexOf(names[at]!) ? subject : changeOf(reasons[at]!.sentence);
  return (
    <div className="my-2 ml-4 flex flex-col gap-2 border-l-2 border-accent pl-3 font-sans">
      {reasons.map(({ slot, isRequired }, at) => (
        <div key={slot}>
          <SlotField slot={slot} label={`${subjectOf(at)}：${names[at]}${isRequired ? "" : "（可不填）"}`} rows={2} />
          <UnitReasons slot={slot} label={`${subjectOf(at)}：${names[at]}`} />
        </div>
      ))}
    </div>
  );
}

/** What a sentence of a reason explains: 公务接待费支出减少 of 公务接待费支出减少的主要原因是…。 */
function changeOf({ fragments }: Sentence): string {
  const lead = fragments.slice(
    0,
    fragments.findIndex(({ kind }) => kind === "reason"),
  );
  return lead
    .map(({ text }) => text)
    .join("")
    .replace(/的?主要原因[是：]*$/, "");
}

function FreeText({ sectionId, heading }: { sectionId: string; heading: string }) {
  const slot = freeSlot(sectionId);
  const isEditable = useDesk(mayWrite);
  const isBlank = useDesk(({ texts }) => (texts.get(slot) ?? "") === "");
  const hasLast = useDesk(({ report }) => report.priorTexts.some(([each, text]) => each === slot && text !== ""));
  if (!isEditable && isBlank) return null;
  return (
    <details className="mt-2 text-sm" open={!isBlank}>
      <summary className="cursor-pointer text-accent">补充说明{isBlank && hasLast && "（上年有）"}</summary>
      <SlotField
        slot={slot}
        label={`${heading}：补充说明`}
        hint="另起段落，公开在本节之后。一行一段；其中的数字系统会与数据核对。"
        rows={3}
      />
    </details>
  );
}
