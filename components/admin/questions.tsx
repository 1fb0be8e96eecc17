import { Callout } from "@/components/ui/callout";

/** What something does, to be confirmed before it is done; nothing while nothing is asked. */
export function Questions({ questions, title }: { questions: readonly string[]; title: string }) {
  if (questions.length === 0) return null;
  return (
    <Callout tone="warn" title={title} isAlert>
      <ul className="list-disc pl-5">
        {questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </Callout>
  );
}
