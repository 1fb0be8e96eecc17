"use client";

import { quoted } from "@/lib/domain/words/quoted";
import { Button } from "@/components/ui/button";
import { offeredTexts, uncheckedYears } from "@/lib/domain/text/last-texts";
import { mayWrite } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { useTextSources } from "./use-text-sources";

/**
 * Below a text: last year's, to be taken over with one press while the field is empty; afterwards the years in it that
 * have passed.
 */
export function OfferedTexts({ slot }: { slot: string }) {
  const { setText } = useDeskActs();
  const isEditable = useDesk(mayWrite);
  const all = useTextSources();
  if (!isEditable) return null;
  if ((all.texts.get(slot) ?? "") !== "") {
    const years = uncheckedYears(slot, all);
    return years.length === 0 ? null : <YearsToCheck years={years} />;
  }
  return offeredTexts(slot, all).map(({ from, text, years }) => (
    <div key={from} className="mt-1 text-sm text-muted">
      <p className="whitespace-pre-line">
        {from}：{quoted(text)}
        <Button className="ml-2" onPress={() => setText(slot, text)}>
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
