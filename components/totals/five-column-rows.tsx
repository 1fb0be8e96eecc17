"use client";

import clsx from "clsx";
import Link from "next/link";

/** A row as it is shown: its figures are written already. */
export interface ShownRow {
  id: string;
  /** 2050201 学前教育 */
  name: string;
  label: string;
  indent: number;
  isTotal: boolean;
  isCurrent: boolean;
  /** In the order of the columns; empty where there is none. */
  values: readonly string[];
  /** Which of them leads to the units behind it, and where that is. */
  linked: number;
  href: string;
  /** Last year's figure. */
  before: string;
  /** Of a class in a folded table: whether its rows stand under it, and the address that opens or closes it. */
  fold: { isOpen: boolean; href: string } | null;
}

interface Props {
  rows: readonly ShownRow[];
  /** Of the five columns; the last is the total. */
  heads: readonly string[];
  isPriorShown: boolean;
}

/**
 * The rows of a total in five columns. Drawn in the browser, too: the page carries their values once, and not once more as
 * elements.
 */
export function FiveColumnRows({ rows, heads, isPriorShown }: Props) {
  return (
    <>
      <thead className="border-b border-rule text-left">
        <tr>
          <th scope="col" className="px-2 py-1">
            项目
          </th>
          {heads.map((head) => (
            <th key={head} scope="col" className="whitespace-nowrap px-2 py-1 text-right">
              {head}
            </th>
          ))}
          {isPriorShown && (
            <th scope="col" className="whitespace-nowrap px-2 py-1 text-right">
              上年
            </th>
          )}
        </tr>
      </thead>
      <tbody className="[&_td]:whitespace-nowrap [&_td]:px-2 [&_td]:py-0.5 [&_td]:text-right [&_td]:tabular-nums">
        {rows.map(({ id, name, label, indent, isTotal, isCurrent, values, linked, href, before, fold }) => (
          <tr
            key={id}
            className={clsx("border-b border-line hover:bg-shade", isTotal && "font-semibold")}
            aria-current={isCurrent ? "true" : undefined}
          >
            <th scope="row" className={clsx("min-w-44 px-2 py-0.5 text-left", !isTotal && "font-normal")}>
              <span style={{ paddingInlineStart: `${indent}em` }}>
                {fold ? (
                  <Link href={fold.href} scroll={false} prefetch={false} aria-expanded={fold.isOpen}>
                    <span aria-hidden>{fold.isOpen ? "▾ " : "▸ "}</span>
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </span>
            </th>
            {values.map((value, at) => (
              <td key={heads[at]} data-head={heads[at]} data-lead={at === heads.length - 1 ? "" : undefined}>
                {at === linked && value !== "" ? (
                  <Link href={href} prefetch={false} aria-label={`${label}：${value}，看由哪些单位构成`}>
                    {value}
                  </Link>
                ) : (
                  value
                )}
              </td>
            ))}
            {isPriorShown && (
              <td data-head="上年" className="text-muted">
                {before}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </>
  );
}
