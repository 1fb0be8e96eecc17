"use client";

import { createContext, useContext, type ReactNode } from "react";

type Sentences = Readonly<Record<string, readonly string[]>>;

const Refused = createContext<Sentences>({});

interface Props {
  /** What the server has refused, by the path of its input. */
  fields: Sentences | undefined;
  /** The fields of the form whose names are not the paths of the input. */
  names?: Readonly<Record<string, string>>;
  children: ReactNode;
}

/** A form whose fields say themselves what the server has refused of them. */
export function RefusedFields({ fields = {}, names = {}, children }: Props) {
  return (
    <Refused value={Object.fromEntries(Object.entries(fields).map(([path, said]) => [names[path] ?? path, said]))}>
      {children}
    </Refused>
  );
}

/** What the server has refused of a field; undefined where nothing. */
export function useRefusedField(name: string | undefined): string | undefined {
  const refused = useContext(Refused);
  return name === undefined ? undefined : refused[name]?.join(" ");
}
