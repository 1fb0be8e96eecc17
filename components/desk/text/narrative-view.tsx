import { DocumentBlocks, type ShowNumber } from "@/components/document/document-blocks";
import { TextField } from "@/components/ui/text-field";
import type { DocumentBlock } from "@/lib/domain/text/writing/blocks";
import { sectionHeadingId } from "@/lib/domain/document/statutory-document";
import { freezeBlock } from "@/lib/domain/document/frozen-document";
import { freeSlot } from "@/lib/domain/words/facts";
import { labelOfSlot } from "@/lib/domain/formats/stored-values";
import type { TextSources } from "@/lib/domain/text/last-texts";
import { MAX_REASON_LENGTH } from "@/lib/domain/text/writing/reasons";
import type { NarrativeSection } from "@/lib/domain/text/writing/section";
import { sentenceText, type ReasonFragment } from "@/lib/domain/text/writing/sentence";
import type { DeskTextState } from "./desk-texts";
import { OfferedTexts } from "./offered-texts";

interface Props {
  narrative: readonly NarrativeSection[];
  texts: DeskTextState;
  /** What last year's texts are offered from. */
  sources: Omit<TextSources, "texts">;
  isEditable: boolean;
  /** A number that somebody looks at. */
  selected: { sentenceId: string; index: number } | null;
  onNumber: (place: { sentenceId: string; index: number }) => void;
}

/** What is too long stays as it was typed, and says so. */
function tooLong(text: string): { error?: string } {
  return text.length > MAX_REASON_LENGTH
    ? { error: `现有${text.length}个字，最多${MAX_REASON_LENGTH}个字，请精简后保存。` }
    : {};
}

/** 第三部分 as the figures write it. Only what the figures cannot know is typed: reasons, purposes, further paragraphs. */
export function NarrativeView({ narrative, texts, sources, isEditable, selected, onNumber }: Props) {
  const showNumber: ShowNumber = ({ text }, place) => (
    <button
      type="button"
      aria-pressed={selected?.sentenceId === place.sentenceId && selected.index === place.index}
      onClick={() => onNumber(place)}
      className="cursor-pointer tabular-nums underline decoration-line decoration-dotted underline-offset-4 hover:decoration-accent aria-pressed:bg-accent-shade aria-pressed:decoration-accent"
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
              selectedSentence={selected?.sentenceId ?? null}
              after={({ id }) => (
                <ReasonFields
                  block={section.blocks.find((block) => block.kind === "paragraph" && block.id === id)}
                  texts={texts}
                  sources={sources}
                  isEditable={isEditable}
                />
              )}
            />
          </div>
          <FreeText
            sectionId={section.id}
            heading={section.heading}
            texts={texts}
            sources={sources}
            isEditable={isEditable}
          />
        </section>
      ))}
    </div>
  );
}

/** The fields for what a paragraph asks for, with what helps to fill them in. */
function ReasonFields({
  block,
  texts,
  sources,
  isEditable,
}: Pick<Props, "texts" | "sources" | "isEditable"> & { block: DocumentBlock | undefined }) {
  if (block?.kind !== "paragraph") return null;
  const reasons = block.sentences.flatMap(({ fragments }) =>
    fragments.filter((fragment): fragment is ReasonFragment => fragment.kind === "reason"),
  );
  if (reasons.length === 0) return null;
  const subject = sentenceText(block.sentences[0]!).split(/[，。]/)[0]!;
  return (
    <div className="my-2 ml-4 flex flex-col gap-2 border-l-2 border-accent pl-3 font-sans">
      {reasons.map(({ slot, isRequired }) => (
        <div key={slot}>
          <TextField
            name={slot}
            label={`${subject}：${labelOfSlot(slot)}${isRequired ? "" : "（可不填）"}`}
            isMultiline
            rows={2}
            {...tooLong(texts.valueOf(slot))}
            isReadOnly={!isEditable}
            value={texts.valueOf(slot)}
            onChange={(text) => texts.type(slot, text)}
          />
          <OfferedTexts slot={slot} texts={texts} sources={sources} isEditable={isEditable} />
        </div>
      ))}
    </div>
  );
}

function FreeText({
  sectionId,
  heading,
  texts,
  sources,
  isEditable,
}: Pick<Props, "texts" | "sources" | "isEditable"> & { sectionId: string; heading: string }) {
  const slot = freeSlot(sectionId);
  const text = texts.valueOf(slot);
  if (!isEditable && text === "") return null;
  return (
    <details className="mt-2 text-sm" open={text !== ""}>
      <summary className="cursor-pointer text-accent">
        补充说明{text === "" && sources.lastTexts.get(slot) && "（上年有）"}
      </summary>
      <TextField
        name={slot}
        label={`${heading}：补充说明`}
        hint="另起段落，公开在本节之后。一行一段；其中的数字系统会与数据核对。"
        isMultiline
        rows={3}
        maxLength={20_000}
        isReadOnly={!isEditable}
        value={text}
        onChange={(typed) => texts.type(slot, typed)}
      />
      <OfferedTexts slot={slot} texts={texts} sources={sources} isEditable={isEditable} />
    </details>
  );
}
