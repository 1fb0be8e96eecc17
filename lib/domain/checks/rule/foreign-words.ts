import { quoted } from "../../words/quoted";
import { exactly } from "../../words/exact-text";
import type { CheckContext, Register } from "./rule";

/** Shorter names of projects (会议费, 设备购置) are ordinary words. */
const MIN_PROJECT_NAME = 6;

/** Names of a register, compiled once: every text is asked after every change of a text. */
const finders = new WeakMap<Register, { units: RegExp; projects: RegExp }>();

function findersOf(register: Register): { units: RegExp; projects: RegExp } {
  let known = finders.get(register);
  if (!known) {
    const telling = register.projects.map(({ name }) => name).filter((name) => name.length >= MIN_PROJECT_NAME);
    finders.set(register, (known = { units: anyOf(register.units), projects: anyOf(telling) }));
  }
  return known;
}

/** Finds each of the names; longer ones first, so that the whole name is found and not the one that it begins with. */
function anyOf(names: readonly string[]): RegExp {
  const ordered = [...names].sort((one, other) => other.length - one.length);
  return new RegExp(ordered.length === 0 ? "(?!)" : ordered.map(exactly).join("|"), "gu");
}

function firstOf(text: string, names: RegExp, isForeign: (name: string) => boolean): string | null {
  for (const [name] of text.matchAll(names)) if (isForeign(name)) return name;
  return null;
}

/**
 * What text carries of another unit: its name or a project of its own; null when nothing, and where the district's
 * names are not known. `ownProjects` are the report's own.
 */
export function foreignWords(
  text: string,
  ownProjects: readonly string[],
  { identity: { unitName }, register }: CheckContext,
): string | null {
  if (!register) return null;
  const { units, projects } = findersOf(register);
  const unit = firstOf(text, units, (name) => !unitName.includes(name));
  if (unit !== null) return `提到了其他单位${quoted(unit)}。请核对是否从其他文本复制。`;
  const project = firstOf(
    text,
    projects,
    (name) => !ownProjects.some((own) => own.includes(name) || name.includes(own)),
  );
  if (project === null) return null;
  const owner = register.projects.find(({ name }) => name === project)!.unitName;
  return `提到了${owner}的项目${quoted(project)}。请核对是否从其他文本复制。`;
}
