import { SearchForm } from "@/components/public/search-form";

/** For a unit that does not exist and a year that is not public alike: what is not public is not known here either. */
export default function ReportNotFound() {
  return (
    <div className="mx-auto max-w-2xl py-16">
      <h1 className="mb-4 font-serif text-3xl font-bold">这份决算没有公开</h1>
      <ul className="mb-6 list-disc space-y-1 pl-5">
        <li>单位代码或年度可能有误；</li>
        <li>该单位这一年度的决算可能还在编制、审核之中，批复公开后，就在这个地址；</li>
        <li>涉密单位的决算依法不公开。</li>
      </ul>
      <SearchForm />
      <p className="mt-4 text-sm">
        <a href="/">看所有已公开的单位和年度</a>
      </p>
    </div>
  );
}
