import type { Register } from "./rule";

/** Shorter names of projects (会议费, 设备购置) are ordinary words. */
const MIN_PROJECT_NAME = 6;

/** Compiled once for each list: every text is asked after every change of a text. */
const finders = new WeakMap<readonly unknown[], RegExp>();

function finderOf(list: readonly unknown[], namesOf: () => readonly string[]): RegExp {
  const known = finders.get(list);
  if (known) return known;
  // Longer names first: the whole name is found, not the one that it begins with.
  const names = [...namesOf()].sort((one, other) => other.length - one.length).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const finder = new RegExp(names.length === 0 ? "(?!)" : names.join("|"), "gu");
  finders.set(list, finder);
  return finder;
}

function firstOf(text: string, names: RegExp, isForeign: (name: string) => boolean): string | null {
  for (const [name] of text.matchAll(names)) if (isForeign(name)) return name;
  return null;
}

/** What text carries of another unit: its name or a project of its own; null when nothing. `ownProjects` are the report's own. */
export function foreignWords(text: string, unitName: string, ownProjects: readonly string[], { units, projects }: Register): string | null {
  const unit = firstOf(text, finderOf(units, () => units), (name) => !unitName.includes(name));
  if (unit !== null) return `提到了其他单位“${unit}”。请核对是否从其他文本复制。`;
  const telling = finderOf(projects, () => projects.map(({ name }) => name).filter((name) => name.length >= MIN_PROJECT_NAME));
  const project = firstOf(text, telling, (name) => !ownProjects.some((own) => own.includes(name) || name.includes(own)));
  if (project === null) return null;
  const owner = projects.find(({ name }) => name === project)!.unitName;
  return `提到了${owner}的项目“${project}”。请核对是否从其他文本复制。`;
}
