import Link from "next/link";
import { letterKinds } from "@/lib/domain/decision/letter/letter";
import type { LetterLine } from "@/lib/features/letters/data";

interface Props {
  listPath: string;
  letter: Pick<LetterLine, "id" | "number" | "kind" | "addressee">;
}

/** A letter in a list: by its number, and until it has one by what it is and to whom. */
export function LetterLink({ listPath, letter: { id, number, kind, addressee } }: Props) {
  const name = number === null ? { "aria-label": `未编号：${letterKinds[kind]}，致${addressee}` } : {};
  return (
    <Link href={`${listPath}/${id}`} {...name}>
      {number ?? "未编号"}
    </Link>
  );
}
