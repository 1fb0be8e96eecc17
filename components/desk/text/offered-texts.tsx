import { Button } from "@/components/ui/button";
import { offeredTexts, uncheckedYears, type TextSources } from "@/lib/domain/text/last-texts";
import type { DeskTextState } from "./desk-texts";

interface Props {
  slot: string;
  texts: DeskTextState;
  sources: Omit<TextSources, "texts">;
  isEditable: boolean;
}

/** Below a text: last year's, to be taken over with one press while the field is empty; afterwards the years in it that have passed. */
export function OfferedTexts({ slot, texts, sources, isEditable }: Props) {
  const all = { ...sources, texts: texts.all };
  if (!isEditable) return null;
  if (texts.valueOf(slot) !== "") {
    const years = uncheckedYears(slot, all);
    return years.length === 0 ? null : <YearsToCheck years={years} />;
  }
  return offeredTexts(slot, all).map(({ from, text, years }) => (
    <div key={from} className="mt-1 text-sm text-muted">
      <p className="whitespace-pre-line">
        {from}：“{text}”
        <Button className="ml-2" onPress={() => texts.set(slot, text)}>
          沿用
        </Button>
      </p>
      {years.length > 0 && <YearsToCheck years={years} />}
    </div>
  ));
}

function YearsToCheck({ years }: { years: readonly string[] }) {
  return (
    <p className="mt-1 text-sm text-warn">
      上年的文字中有{years.map((year) => `“${year}”`).join("、")}，请核对年份是否适用于本年。
    </p>
  );
}
