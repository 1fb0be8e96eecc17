"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { columnTypes, siteFieldLabels, type SiteField } from "@/lib/domain/site/site-details";
import { saveSiteDetailsAction } from "@/lib/features/site-details/actions";
import type { StoredSiteDetails } from "@/lib/features/site-details/data";
import { givenSiteDetailsSchema } from "@/lib/features/site-details/schema";
import { Field } from "./field";

const examples: Partial<Record<SiteField, string>> = {
  siteDomain: "www.example.gov.cn",
  siteIdCode: "10 位数字",
  columnName: "单位决算",
  columnKeywords: "决算公开,三公经费",
  mistakesAddress: "https://",
  requestsAddress: "https://",
  portalDomains: "www.example.gov.cn、czj.example.gov.cn",
};

const parts: readonly { title: string; note: string; fields: readonly SiteField[] }[] = [
  {
    title: "政府网站标签",
    note: "填了网站标识码的，公开的各页带有这些标签；没有标识码的（如只在内网使用）不输出。",
    fields: ["siteName", "siteDomain", "siteIdCode", "columnName", "columnType", "columnKeywords", "columnDescription"],
  },
  {
    title: "页脚",
    note: "列在公开的各页末尾。",
    fields: ["sponsor", "operator", "phone", "mistakesAddress", "requestsAddress", "icpRecord", "policeRecord"],
  },
  {
    title: "县政府门户网站",
    note: "填了的，各单位在门户网站上的公开网址须在这些域名上；不填的，不作限制。不在公开的页面上显示。",
    fields: ["portalDomains"],
  },
];

/** What a district says of its site; what is wrong stands under its field. */
export function SiteDetailsForm({ details, revision }: StoredSiteDetails) {
  const [isSaved, setIsSaved] = useState(false);
  // Of what is typed upon: a page made again has what another saved, and must not be saved over unseen.
  const [seenRevision, setSeenRevision] = useState(revision);
  const { reasons, send } = useSending();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(givenSiteDetailsSchema),
    defaultValues: details,
    mode: "onTouched",
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit((given) =>
    send(
      () => saveSiteDetailsAction({ details: given, revision: seenRevision }),
      () => {
        setIsSaved(true);
        setSeenRevision(seenRevision + 1);
      },
    ),
  );
  return (
    <form
      method="post"
      noValidate
      className="flex flex-col gap-6"
      onChange={() => setIsSaved(false)}
      onSubmit={(event) => void save(event)}
    >
      {parts.map(({ title, note, fields }) => (
        <fieldset key={title} className="border-t border-rule pt-3">
          <legend className="float-left w-full text-base font-semibold">{title}</legend>
          <p className="clear-both mb-3 text-sm text-muted">{note}</p>
          <div className="grid gap-3 sm:grid-cols-2">
            {fields.map((field) => (
              <Field key={field} label={siteFieldLabels[field]} error={errors[field]?.message}>
                {field === "columnType" ? (
                  <select {...register(field)}>
                    <option value="">（不输出）</option>
                    {columnTypes.map((type) => (
                      <option key={type}>{type}</option>
                    ))}
                  </select>
                ) : (
                  <input {...register(field)} placeholder={examples[field]} autoComplete="off" />
                )}
              </Field>
            ))}
          </div>
        </fieldset>
      ))}
      <Refusals reasons={reasons} />
      <div className="flex items-center gap-3">
        <Button type="submit" emphasis="primary" isDisabled={isSubmitting}>
          {isSubmitting ? "正在保存……" : "保存网站信息"}
        </Button>
        <p role="status" className="text-sm text-done">
          {isSaved && "已保存，公开的各页从现在起带有这些信息。"}
        </p>
      </div>
    </form>
  );
}
