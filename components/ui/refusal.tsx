import type { ReactNode } from "react";

export interface RefusalWords {
  title: string;
  sentences: readonly string[];
  /** Where to go on. */
  links: readonly { href: string; label: string }[];
}

/** Says why a page is not there, or not shown, and where to go on. */
export function Refusal({
  page: { title, sentences, links },
  children,
}: {
  page: RefusalWords;
  /** What is offered besides. */
  children?: ReactNode;
}) {
  return (
    <div role="region" aria-label={title} className="mx-auto max-w-2xl px-6 py-16">
      <h1 className="mb-4 font-serif text-3xl font-bold">{title}</h1>
      {sentences.map((sentence) => (
        <p key={sentence} className="mb-2">
          {sentence}
        </p>
      ))}
      {children}
      <ul className="mt-4 list-disc space-y-1 pl-5">
        {links.map(({ href, label }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
