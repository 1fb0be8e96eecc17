import { clsx } from "clsx";
import { DocumentGridTable } from "@/components/document/document-grid-table";
import type { LetterBlock, LetterLayout, LetterTextBlock } from "@/lib/documents/letter/letter-layout";

/**
 * A letter as its PDF and Word file have it, to be read on a screen or printed. Headings begin at level 2: the page has
 * its own first one.
 */
export function LetterPreview({ layout: { title, isDraft, sheets } }: { layout: LetterLayout }) {
  return (
    <article
      aria-label={title}
      className="letter mx-auto w-full max-w-[52rem] border border-line bg-surface font-serif print:max-w-none print:border-0"
    >
      {isDraft && <p className="letter-draft">草稿：没有文号或者没有印发，不具有效力。</p>}
      {sheets.map(({ orientation, blocks }, at) => (
        <section
          key={at}
          aria-label={at === 0 ? "批复正文" : blocks.some(({ kind }) => kind === "table") ? "附件" : "版记"}
          className={clsx("letter-sheet", orientation === "landscape" && "wide-page")}
        >
          {blocks.map((block, index) => (
            <Block key={index} block={block} sheet={at} place={index} />
          ))}
        </section>
      ))}
    </article>
  );
}

function Block({ block, sheet, place }: { block: LetterBlock; sheet: number; place: number }) {
  switch (block.kind) {
    case "text":
      return <Text block={block} />;
    case "table":
      return <DocumentGridTable id={`letter-table-${sheet}-${place}`} name={block.name} grid={block.grid} />;
    case "enclosures":
      return (
        <dl className="letter-enclosures">
          {block.items.map(({ label, text }) => (
            <div key={label} className="flex">
              <dt className="shrink-0 whitespace-pre">{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      );
    case "imprint":
      return (
        <div className="letter-imprint">
          {block.rows.map(({ label, text, right }) => (
            <p key={label}>
              <span>
                {label}
                {text}
              </span>
              {right !== "" && <span>{right}</span>}
            </p>
          ))}
        </div>
      );
  }
}

function Text({ block: { style, lines, rightInset, isRuled } }: { block: LetterTextBlock }) {
  const Tag = style === "title" || style === "annexTitle" ? "h2" : style === "heading" ? "h3" : "p";
  return (
    <Tag
      className={clsx(`letter-${style}`, isRuled && "letter-ruled")}
      {...(rightInset !== undefined && { style: { paddingRight: `${rightInset}em` } })}
    >
      {lines.map((line, at) => (
        // On a narrow screen the lines of a title end where the screen asks for it.
        <span key={at} className={lines.length > 1 ? "sm:block" : undefined}>
          {line}
        </span>
      ))}
    </Tag>
  );
}
