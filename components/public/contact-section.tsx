import type { ReactNode } from "react";
import { contactFields } from "@/lib/domain/register/contact";
import type { PublicContact } from "@/lib/features/unit-contacts/data";

/**
 * How a reader reaches whoever has published: by phone, mail and letter, to tell of an error, and to apply for what is not
 * published. Says nothing that nobody gave.
 */
export function ContactSection({
  contact,
  documentName,
  address,
}: {
  contact: PublicContact;
  documentName: string;
  /** Of the version, for whoever writes about it. */
  address: string;
}) {
  const { phone, email, postalAddress, correctionUrl, requestUrl } = contact;
  const subject = encodeURIComponent(`纠错：${documentName}`);
  const body = encodeURIComponent(`网址：${address}\n有误的数字或文字：\n应为：\n`);
  // The explanation of a figure leads there as well, with the address of the figure (site/island).
  const way = correctionUrl
    ? { href: correctionUrl.text, text: "指出错误" }
    : email && { href: `mailto:${email.text}?subject=${subject}&body=${body}`, text: "发邮件指出错误" };
  return (
    <section aria-labelledby="contact" className="mt-14 border-t border-rule pt-6 text-sm">
      <h2 id="contact" className="mb-3 font-serif text-2xl">
        联系、纠错和依申请公开
      </h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <Row of={phone} label={contactFields.phone.label} />
        <Row of={email} label={contactFields.email.label} />
        <Row of={postalAddress} label={contactFields.postalAddress.label} />
        {way && (
          <Row of={correctionUrl ?? email} label="纠错">
            <a href={way.href} data-correction="">
              {way.text}
            </a>
            。请写明网址：点击数字，可以复制它的网址。
          </Row>
        )}
        <Row of={requestUrl} label="依申请公开">
          {requestUrl && <a href={requestUrl.text}>申请公开其他信息</a>}
          （《中华人民共和国政府信息公开条例》第二十七条）
        </Row>
      </dl>
    </section>
  );
}

function Row({ of, label, children }: { of: PublicContact["phone"]; label: string; children?: ReactNode }) {
  if (!of) return null;
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="break-all">
        {children ?? of.text}
        {of.isDepartments && <span className="text-muted">（主管部门）</span>}
      </dd>
    </>
  );
}
