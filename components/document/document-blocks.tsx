import { Fragment, type ReactNode } from "react";
import type { FrozenBlock, FrozenFragment, FrozenNumber, FrozenSentence } from "@/lib/domain/document/frozen-document";
import { fragmentText } from "@/lib/domain/text/writing/sentence";
import { DocumentGridTable } from "./document-grid-table";

/** How a number is shown, by the sentence it stands in and its place there. */
export type ShowNumber = (number: FrozenNumber, at: { sentenceId: string; index: number }) => ReactNode;

/** A block that something may follow. */
export type BlockWithEnd = Extract<FrozenBlock, { kind: "paragraph" | "grid" }>;

interface Props {
  blocks: readonly FrozenBlock[];
  /** Level of the blocks' first headings. */
  headingLevel: 2 | 3;
  showNumber?: ShowNumber;
  showTable?: (tableId: string) => ReactNode;
  /** Added after a paragraph or a form: the fields of its reasons, what a correction has changed. */
  after?: (block: BlockWithEnd) => ReactNode;
  /** Added at the end of the last line of a paragraph or a term. */
  trailing?: (block: Extract<FrozenBlock, { kind: "paragraph" | "term" }>) => ReactNode;
  /** A class that tells a sentence from the others: somebody looks at it, or a correction has changed it. */
  sentenceClass?: (sentenceId: string) => string | undefined;
}

/** Text of the statutory document: headings, sentences with addresses of their own, terms and grids. */
export function DocumentBlocks({
  blocks,
  headingLevel,
  showNumber = ({ text }) => text,
  showTable,
  after,
  trailing,
  sentenceClass,
}: Props) {
  return blocks.map((block) => {
    switch (block.kind) {
      case "heading": {
        const Heading = `h${headingLevel + block.level - 1}` as "h3" | "h4" | "h5";
        return (
          <Heading
            key={block.id}
            id={block.id}
            className={block.level === 1 ? "mt-8 mb-2 text-lg font-bold" : "mt-4 mb-1 font-bold"}
          >
            {block.text}
          </Heading>
        );
      }
      case "paragraph":
        return (
          <Fragment key={block.id}>
            <p id={block.id} className="prose-zh indent-8">
              {block.sentences.map((sentence) => (
                <span key={sentence.id} id={sentence.id} className={sentenceClass?.(sentence.id)}>
                  <SentenceFragments sentence={sentence} showNumber={showNumber} />
                </span>
              ))}
              {trailing?.(block)}
            </p>
            {after?.(block)}
          </Fragment>
        );
      case "statutoryTable":
        return <Fragment key={block.id}>{showTable?.(block.tableId)}</Fragment>;
      case "grid":
        return (
          <Fragment key={block.id}>
            <DocumentGridTable id={block.id} name={nameOfGrid(blocks, block)} grid={block.grid} hasCards />
            {after?.(block)}
          </Fragment>
        );
      case "term":
        return (
          <p key={block.id} id={block.id} className="prose-zh indent-8">
            <strong>{block.term}</strong>：{block.definition}
            {trailing?.(block)}
          </p>
        );
    }
  });
}

/** 附表2 区级预算项目支出绩效自评表: forms share their title, so that each needs its number. */
function nameOfGrid(blocks: readonly FrozenBlock[], block: Extract<FrozenBlock, { kind: "grid" }>): string {
  const number = blocks.filter(({ kind }) => kind === "grid").indexOf(block) + 1;
  return `附表${number} ${block.grid.title ?? ""}`.trim();
}

function SentenceFragments({
  sentence: { id, fragments },
  showNumber,
}: {
  sentence: FrozenSentence;
  showNumber: ShowNumber;
}) {
  return fragments.map((fragment: FrozenFragment, index) => {
    if (fragment.kind === "number")
      return <Fragment key={index}>{showNumber(fragment, { sentenceId: id, index })}</Fragment>;
    if (fragment.kind === "blank" || (fragment.kind === "reason" && fragment.text === ""))
      return (
        <mark key={index} className="bg-warn-shade text-warn">
          {fragmentText(fragment)}
        </mark>
      );
    return <Fragment key={index}>{fragment.text}</Fragment>;
  });
}
