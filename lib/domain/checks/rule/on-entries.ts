import type { FunctionRule } from "./rule";

/** A rule that looks up what is entered: it is prepared again when a figure has come or gone, and by no other edit. */
export function onEntries(prepare: FunctionRule["prepare"]): FunctionRule["prepare"] {
  return (figures, context) => {
    let entries = figures.entries;
    let look = prepare(figures, context);
    return () => {
      if (entries !== figures.entries) {
        entries = figures.entries;
        look = prepare(figures, context);
      }
      return look();
    };
  };
}
