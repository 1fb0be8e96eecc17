import type { Fragment, Sentence } from "./sentence";

/** Fills `{name}` places with words or numbers; a place that nothing fills is a mistake of the declaration. */
export function sentence(id: string, template: string, places: Readonly<Record<string, string | Fragment>>): Sentence {
  const fragments = template.split(/(\{\w+\})/).flatMap((piece): Fragment[] => {
    if (piece === "") return [];
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (name === undefined) return [{ kind: "text", text: piece }];
    const filling = places[name];
    if (filling === undefined) throw new RangeError(`${id}: nothing fills {${name}}`);
    return typeof filling === "string" ? [{ kind: "text", text: filling }] : [filling];
  });
  return { id, fragments };
}
