import { EmptyState } from "@/components/ui/empty-state";
import { Paging } from "@/components/ui/paging";
import { PastLastPage } from "@/components/ui/past-last-page";
import { CiteBox } from "@/components/public/cite-box";
import { sourceOf } from "@/lib/domain/questions/citation";
import { citationOf } from "@/lib/domain/report/citation";
import {
  addressOf,
  dataForms,
  embedAddressOf,
  narrowingText,
  parameters,
  pathOf,
  type DataForm,
  type Question,
} from "@/lib/domain/questions/question";
import type { LinkGroup, View } from "@/lib/domain/questions/view";
import { ViewChart } from "./view-chart";
import { ViewTable } from "./view-table";
import { LinkList } from "./link-list";

/** One answer as a page. `wholeAddress`: of a path of this site, for other sites and for texts. */
export function ViewPage({ view, wholeAddress }: { view: View; wholeAddress: (path: string) => string }) {
  const place = placeOf(view);
  return (
    <article>
      <h1 className="font-serif text-3xl font-bold">{view.title}</h1>
      <p className="mt-2 max-w-prose text-muted">{view.sentence}</p>
      {view.finder && <Finder question={view.question} finder={view.finder} />}
      <ViewBody view={view} />
      {place && <Paging {...place} />}
      <section aria-labelledby="rule" className="mt-6 max-w-prose text-sm">
        <h2 id="rule" className="mb-1 text-base font-semibold">
          口径
        </h2>
        <p>{view.rule}</p>
        {view.notes.length > 0 && (
          <ul className="mt-2 list-disc pl-5">
            {view.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </section>
      <div className="print:hidden">
        <Related groups={view.related} current={addressOf(view.question)} />
        <DataLinks view={view} />
      </div>
      <CiteBox
        citation={citationOf(sourceOf(view, wholeAddress))}
        embed={{ source: wholeAddress(embedAddressOf(view.question)), title: view.title, height: 640 }}
      />
    </article>
  );
}

/** A plain form, so that it works without scripts; what else is asked stays as it is. */
function Finder({
  question,
  finder: { parameter, value, submit, found },
}: {
  question: Question;
  finder: NonNullable<View["finder"]>;
}) {
  const kept = new URLSearchParams(narrowingText({ ...question, [parameter]: undefined, page: 1 }));
  const { label, hint } = parameters[parameter];
  return (
    <form action={`/d${pathOf(question)}`} role="search" className="mt-4 max-w-xl text-sm print:hidden">
      {[...kept].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor="finder" className="block">
        {label}
      </label>
      <div className="mt-1 flex gap-2">
        <input
          id="finder"
          name={parameter}
          type="search"
          defaultValue={value}
          maxLength={40}
          aria-describedby="finder-hint"
          className="min-w-0 flex-1 border border-line bg-surface px-3 py-1.5"
        />
        <button type="submit" className="cursor-pointer border border-accent bg-accent px-4 text-white">
          {submit}
        </button>
      </div>
      <p id="finder-hint" className="mt-1 text-muted">
        {hint}
      </p>
      {found && (
        <div className="mt-2">
          <p className="font-semibold">{found.label}</p>
          <ul>
            {found.links.map(({ label: text, href }) => (
              <li key={href}>
                <a href={href} className="inline-block py-0.5">
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </form>
  );
}

/** What of a view stands in its page and in other people's pages alike: the answer, the chart, the table. */
export function ViewBody({ view }: { view: View }) {
  if (view.rows.length === 0) {
    const place = placeOf(view);
    return <div className="my-6">{place ? <PastLastPage {...place} /> : <EmptyState title={view.empty} />}</div>;
  }
  return (
    <>
      {view.answer && <p className="mt-4 max-w-prose font-serif text-xl">{view.answer}</p>}
      {view.corrected && <CorrectedAccounts years={view.corrected} />}
      <ViewChart view={view} />
      <div className="mt-6">
        <ViewTable view={view} />
      </div>
    </>
  );
}

/** That corrections have moved the figures, and where it is told what they changed. */
function CorrectedAccounts({ years }: { years: NonNullable<View["corrected"]> }) {
  return (
    <p className="mt-2 max-w-prose text-sm">
      {years.map(({ label, href }, at) => (
        <span key={href}>
          {at > 0 && "；"}
          {label}，<a href={href}>更正公告</a>
        </span>
      ))}
      。
    </p>
  );
}

/** Where in its list a view stands; `null` where all of it is shown. */
function placeOf({ question, paging: { page, pageSize, total } }: View) {
  if (page === "all" || total === 0) return null;
  const hrefOf = (target: number): string => addressOf({ ...question, page: target });
  return { page, pages: Math.ceil(total / pageSize), of: `${total} 行`, hrefOf };
}

function Related({ groups, current }: { groups: readonly LinkGroup[]; current: string }) {
  const shown = groups.filter(({ links }) => links.length > 0);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="related" className="mt-8">
      <h2 id="related" className="mb-1 text-base font-semibold">
        接着看
      </h2>
      <dl className="text-sm">
        {shown.map(({ label, links }) => (
          <div key={label} className="border-t border-line py-1.5 sm:flex sm:gap-4">
            <dt className="shrink-0 text-muted sm:w-32">{label}</dt>
            <dd>
              <LinkList links={links} current={current} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The forms in which the rows of this page, and all rows, can be taken away. */
function DataLinks({ view }: { view: View }) {
  const { question, paging, chart, rows } = view;
  const forms = (Object.keys(dataForms) as DataForm[]).filter((form) => form !== "svg" || (chart && rows.length > 0));
  const isPart = paging.page !== "all" && paging.total > paging.pageSize;
  const link = (form: DataForm, asked: Question) => (
    <li key={form}>
      <a href={addressOf(asked, form)}>{dataForms[form]}</a>
    </li>
  );
  return (
    <section aria-labelledby="data" className="mt-6 text-sm">
      <h2 id="data" className="mb-1 text-base font-semibold">
        取走数据
      </h2>
      <ul className="flex flex-wrap gap-x-4">
        <li className="text-muted">{isPart ? "本页" : "本表"}</li>
        {forms.map((form) => link(form, question))}
      </ul>
      {isPart && (
        <ul className="flex flex-wrap gap-x-4">
          <li className="text-muted">全部 {paging.total} 行</li>
          {forms.filter((form) => form !== "svg").map((form) => link(form, { ...question, page: "all" }))}
        </ul>
      )}
    </section>
  );
}
