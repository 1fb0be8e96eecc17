"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { Meanwhile } from "@/components/admin/meanwhile";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { contactFieldNames, contactFields, type Contact } from "@/lib/domain/register/contact";
import type { SavedMeanwhile } from "@/lib/features/audit/schema";
import { setContactAction } from "@/lib/features/unit-contacts/actions";
import { contactSchema } from "@/lib/features/unit-contacts/schema";

/** How the public reaches a unit, and the button that changes it. */
export function UnitContact({ unitId, contact }: { unitId: string; contact: Contact }) {
  const [isOpen, setIsOpen] = useState(false);
  const given = contactFieldNames.filter((field) => contact[field] !== "");
  return (
    <>
      {given.length === 0 ? (
        <p className="mb-2 text-sm text-muted">尚未填写。没有填写的，公开页面用主管部门的。</p>
      ) : (
        <dl className="mb-2 grid grid-cols-[auto_1fr] gap-x-4 text-sm">
          {given.map((field) => (
            <div key={field} className="contents">
              <dt className="text-muted">{contactFields[field].label}</dt>
              <dd className="break-all">{contact[field]}</dd>
            </div>
          ))}
        </dl>
      )}
      <Button aria-label="修改公开联系方式" onPress={() => setIsOpen(true)}>
        修改
      </Button>
      <Modal title="公开联系方式" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <ContactForm unitId={unitId} contact={contact} close={close} />}
      </Modal>
    </>
  );
}

function ContactForm({ unitId, contact, close }: { unitId: string; contact: Contact; close: () => void }) {
  const { reasons, send } = useSending();
  // As it was when the dialog was opened: a page that is made anew behind it changes nothing of what was seen.
  const [known, setKnown] = useState(contact);
  const [meanwhile, setMeanwhile] = useState<SavedMeanwhile<Contact> | null>(null);
  const { register, handleSubmit, reset, formState } = useForm<Contact>({
    resolver: zodResolver(contactSchema),
    defaultValues: contact,
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (typed) => {
    await send(
      () => setContactAction({ unitId, contact: typed, known }),
      ({ meanwhile: saved }) => {
        setMeanwhile(saved);
        if (saved === null) close();
        else setKnown(saved.state);
      },
    );
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <p className="text-sm text-muted">显示在本单位每一份已公开决算的页面上，保存后立即更新；不改动已公开的文件。</p>
      {contactFieldNames.map((field) => (
        <Field key={field} label={contactFields[field].label} error={errors[field]?.message}>
          <input autoComplete="off" {...register(field)} />
        </Field>
      ))}
      <Meanwhile
        meanwhile={meanwhile}
        name="公开联系方式"
        take={(state) => {
          reset(state);
          setMeanwhile(null);
        }}
      />
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}
