import type { Fragment, Sentence, TextFragment } from "./sentence";

/** What fills the places of a phrase. */
export type Places = Readonly<Record<string, string | Fragment>>;

/**
 * Fills `{name}` places with words or numbers; a place that nothing fills is a mistake of the declaration.
 * @param common what fills the places that `places` does not; not copied, because most sentences have no such place
 */
export function sentence(id: string, template: string, places: Places, common: Places): Sentence {
  const fragments = piecesOf(template).map((piece): Fragment => {
    if (piece.kind === "text") return piece;
    const { name } = piece;
    const filling = places[name] ?? common[name];
    if (filling === undefined) throw new RangeError(`${id}: nothing fills {${name}}`);
    return typeof filling === "string" ? { kind: "text", text: filling } : filling;
  });
  return { id, fragments };
}

type Piece = TextFragment | { kind: "place"; name: string };

/** Templates taken apart; there are some hundred, and the text is written anew with every figure that is typed. */
const known = new Map<string, readonly Piece[]>();

function piecesOf(template: string): readonly Piece[] {
  let pieces = known.get(template);
  if (!pieces) {
    pieces = template.split(/(\{\w+\})/).flatMap((piece): Piece[] => {
      const name = /^\{(\w+)\}$/.exec(piece)?.[1];
      return name !== undefined ? [{ kind: "place", name }] : piece === "" ? [] : [{ kind: "text", text: piece }];
    });
    known.set(template, pieces);
  }
  return pieces;
}

/** Fills the places of a phrase that is a name or a subject in another one. */
export function filled(template: string, places: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole);
}

/** The names of the places, in order. */
export function placesOf(template: string): string[] {
  return piecesOf(template).flatMap((piece) => (piece.kind === "place" ? [piece.name] : []));
}
