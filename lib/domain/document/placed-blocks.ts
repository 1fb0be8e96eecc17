import type { FrozenBlock, FrozenDocument } from "./frozen-document";

/** The blocks of a document, each under the heading that it stands under. */
export function placedBlocks({ parts }: FrozenDocument): { block: FrozenBlock; place: string }[] {
  return parts.flatMap(({ heading, blocks }) => {
    let place = heading;
    return blocks.map((block) => {
      if (block.kind === "heading") place = block.text;
      return { block, place };
    });
  });
}
