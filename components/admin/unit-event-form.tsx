"use client";

import { useState } from "react";
import { Controller, useForm, useWatch, type Control, type UseFormRegister } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { Questions } from "@/components/admin/questions";
import { KindOptions, UnitOptions, type UnitOption } from "@/components/admin/unit-form";
import { UnitGrants, type UnitChoice } from "@/components/admin/unit-grants";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { RefusedFields } from "@/components/ui/refused-fields";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { unitEventLabels, type UnitLevel } from "@/lib/domain/register/register";
import type { UnitKind } from "@/lib/domain/words/funds";
import { recordUnitEventAction } from "@/lib/features/unit-events/actions";
import type { EventContentInput } from "@/lib/features/unit-events/schema";

/** The unit that something happens to, as it is today. */
export interface EventUnit extends UnitOption {
  parentId: string | null;
  level: UnitLevel;
  kind: UnitKind;
  code: string;
  shortName: string | null;
  isObliged: boolean;
  isDepartmentsOwn: boolean;
}

interface Choices {
  /** Other units of the same level that are there. */
  others: UnitChoice[];
  departments: UnitOption[];
}

const kinds = ["rename", "recode", "transfer", "reclassify", "merge", "absorb", "split", "dissolve"] as const;
type Kind = (typeof kinds)[number];

/** Everything that the form can hold, whatever the event is: changing the kind loses nothing that was typed. */
interface Typed {
  kind: Kind;
  effectiveOn: string;
  documentNumber: string;
  documentDate: string;
  name: string;
  shortName: string;
  code: string;
  parentId: string;
  unitKind: UnitKind;
  isObliged: boolean;
  isDepartmentsOwn: boolean;
  partners: string[];
  successorId: string;
  finalReport: "ownFinalReport" | "inSuccessor";
  newName: string;
  newCode: string;
  newShare: string;
  survives: boolean;
}

/** The button that records an event of a unit's history. */
export function RecordEvent({ unit, choices, seenEvents }: { unit: EventUnit; choices: Choices; seenEvents: number }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button emphasis="primary" onPress={() => setIsOpen(true)}>
        登记变动
      </Button>
      <Modal title={`登记变动：${unit.name}`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <EventForm unit={unit} choices={choices} seenEvents={seenEvents} close={close} />}
      </Modal>
    </>
  );
}

function EventForm({
  unit,
  choices,
  seenEvents,
  close,
}: {
  unit: EventUnit;
  choices: Choices;
  seenEvents: number;
  close: () => void;
}) {
  const { reasons, fields, isSending, send } = useSending();
  const [questions, setQuestions] = useState<string[]>([]);
  const { register, handleSubmit, control } = useForm<Typed>({
    defaultValues: {
      kind: "rename",
      effectiveOn: "",
      documentNumber: "",
      documentDate: "",
      name: unit.name,
      shortName: unit.shortName ?? "",
      code: unit.code,
      parentId: unit.parentId ?? "",
      unitKind: unit.kind,
      isObliged: unit.isObliged,
      isDepartmentsOwn: unit.isDepartmentsOwn,
      partners: [],
      successorId: choices.others[0]?.id ?? "",
      finalReport: "ownFinalReport",
      newName: "",
      newCode: "",
      newShare: "",
      survives: true,
    },
  });
  const kind = useWatch({ control, name: "kind" });
  const record = handleSubmit(async (typed) => {
    await send(
      () =>
        recordUnitEventAction({
          effectiveOn: typed.effectiveOn,
          document: { number: typed.documentNumber, date: typed.documentDate },
          content: contentOf(unit, typed),
          seenEvents,
          confirmed: questions,
        }),
      (answer) => {
        setQuestions(answer.questions);
        if (answer.questions.length === 0) close();
      },
    );
  });
  // A changed form asks anew: what was confirmed was about something else.
  return (
    <form method="post" onSubmit={record} onChange={() => setQuestions([])} className="flex flex-col gap-3" noValidate>
      <Field label="变动类型">
        <select {...register("kind")}>
          {kinds
            .filter((each) => each !== "transfer" || isTransferable(unit))
            .map((each) => (
              <option key={each} value={each}>
                {unitEventLabels[each]}
              </option>
            ))}
        </select>
      </Field>
      <RefusedFields fields={fields} names={namesOfPaths}>
        <KindFields kind={kind} unit={unit} choices={choices} register={register} control={control} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="生效日期">
            <input type="date" {...register("effectiveOn")} />
          </Field>
          <Field label="依据文件日期">
            <input type="date" {...register("documentDate")} />
          </Field>
        </div>
        <Field label="依据文件文号或名称">
          <input {...register("documentNumber")} />
        </Field>
      </RefusedFields>
      <p className="text-sm text-muted">各年度按12月31日的名称、代码和主管部门列示；已公开的内容不变。</p>
      <Questions questions={questions} title="登记后将有以下影响，请核对后确认" />
      <Refusals reasons={reasons} title="未登记" />
      <div className="flex justify-end gap-2">
        <Button onPress={close}>取消</Button>
        <Button type="submit" emphasis="primary" isDisabled={isSending}>
          {isSending ? "正在登记……" : questions.length > 0 ? "确认登记" : "登记"}
        </Button>
      </div>
    </form>
  );
}

/** The fields of what the server reads of an event. */
const namesOfPaths: Readonly<Record<string, keyof Typed>> = {
  "document.number": "documentNumber",
  "document.date": "documentDate",
  "content.name": "name",
  "content.shortName": "shortName",
  "content.code": "code",
  "content.parentId": "parentId",
  "content.unitKind": "unitKind",
  "content.successorId": "successorId",
  "content.finalReport": "finalReport",
  "content.successor.name": "newName",
  "content.successor.code": "newCode",
  "content.successors.0.state.name": "newName",
  "content.successors.0.state.code": "newCode",
  "content.successors.0.share": "newShare",
  "content.successors.1.unitId": "successorId",
};

/** A department has nothing above it; only one that an earlier release has put below another comes out from there. */
function isTransferable({ level, parentId }: EventUnit): boolean {
  return level === "unit" || parentId !== null;
}

function KindFields({
  kind,
  unit,
  choices: { others, departments },
  register,
  control,
}: {
  kind: Kind;
  unit: EventUnit;
  choices: Choices;
  register: UseFormRegister<Typed>;
  control: Control<Typed>;
}) {
  switch (kind) {
    case "rename":
      return (
        <>
          <Field label="新全称">
            <input {...register("name")} />
          </Field>
          <Field label="简称（可不填）">
            <input {...register("shortName")} />
          </Field>
        </>
      );
    case "recode":
      return (
        <Field label="新代码">
          <input {...register("code")} />
        </Field>
      );
    case "transfer":
      return (
        <Field label="划转至">
          <select {...register("parentId")}>
            {unit.level === "department" ? (
              <option value="">无（不设上级部门）</option>
            ) : (
              <UnitOptions units={departments} />
            )}
          </select>
        </Field>
      );
    case "reclassify":
      return (
        <>
          <Field label="单位类型">
            <select {...register("unitKind")}>
              <KindOptions />
            </select>
          </Field>
          <label className="flex items-center gap-2 text-sm">
            <input type="checkbox" {...register("isObliged")} />
            单独填报决算
          </label>
          {unit.level === "unit" && (
            <label className="flex items-center gap-2 text-sm">
              <input type="checkbox" {...register("isDepartmentsOwn")} />
              部门本级（所列为主管部门本身的收支，一个部门只有一个）
            </label>
          )}
        </>
      );
    case "merge":
      return (
        <>
          <Controller
            control={control}
            name="partners"
            render={({ field: { value, onChange } }) => (
              <UnitGrants
                role="与其合并"
                units={others}
                chosen={new Set(value)}
                onChange={(chosen) => onChange([...chosen])}
              />
            )}
          />
          <NewUnit title="合并后新设的单位" register={register} />
          <FinalReport register={register} />
        </>
      );
    case "absorb":
      return (
        <>
          <Field label="并入">
            <select {...register("successorId")}>
              <UnitOptions units={others} />
            </select>
          </Field>
          <FinalReport register={register} />
        </>
      );
    case "split":
      return (
        <>
          <NewUnit title="拆分新设的单位" register={register} />
          <Field label="新设单位承接结转结余的比例（%）">
            <input inputMode="decimal" {...register("newShare")} />
          </Field>
          <label className="flex items-center gap-2 text-sm">
            <input type="checkbox" {...register("survives")} />
            原单位继续存在，承接其余部分
          </label>
          <Field label="原单位不再存在时，其余部分由以下单位承接">
            <select {...register("successorId")}>
              <UnitOptions units={others} />
            </select>
          </Field>
          <FinalReport register={register} />
        </>
      );
    case "dissolve":
      return <p className="text-sm">撤销后不再填报；撤销当年的决算由该单位自行填报。</p>;
  }
}

function NewUnit({ title, register }: { title: string; register: UseFormRegister<Typed> }) {
  return (
    <fieldset className="grid gap-3 border border-line p-3 sm:grid-cols-2">
      <legend className="px-1 text-sm font-medium">{title}</legend>
      <Field label="全称">
        <input {...register("newName")} />
      </Field>
      <Field label="代码">
        <input {...register("newCode")} />
      </Field>
    </fieldset>
  );
}

function FinalReport({ register }: { register: UseFormRegister<Typed> }) {
  return (
    <Field label="变动当年的决算">
      <select {...register("finalReport")}>
        <option value="ownFinalReport">由原单位填报至生效日，承接单位填报其后</option>
        <option value="inSuccessor">全年由承接单位填报</option>
      </select>
    </Field>
  );
}

/** The event that was typed; what is missing or wrong in it is said by the server. */
function contentOf(unit: EventUnit, typed: Typed): EventContentInput {
  const { id: unitId, level, kind: unitKind, parentId } = unit;
  const { finalReport, successorId } = typed;
  const founded = { level, parentId, kind: unitKind, code: typed.newCode, name: typed.newName, shortName: null };
  switch (typed.kind) {
    case "rename":
      return { kind: "rename", unitId, name: typed.name, shortName: typed.shortName.trim() || null };
    case "recode":
      return { kind: "recode", unitId, code: typed.code };
    case "transfer":
      return { kind: "transfer", unitId, parentId: typed.parentId || null };
    case "reclassify":
      return {
        kind: "reclassify",
        unitId,
        unitKind: typed.unitKind,
        isObliged: typed.isObliged,
        isDepartmentsOwn: typed.isDepartmentsOwn,
      };
    case "merge":
      return { kind: "merge", predecessors: [unitId, ...typed.partners], successor: founded, finalReport };
    case "absorb":
      return { kind: "absorb", predecessors: [unitId], successorId, finalReport };
    case "split": {
      const share = Math.round(Number(typed.newShare) * 100);
      const rest = { unitId: typed.survives ? unitId : successorId, state: null, share: 10_000 - share };
      return { kind: "split", unitId, successors: [{ unitId: null, state: founded, share }, rest], finalReport };
    }
    case "dissolve":
      return { kind: "dissolve", unitId };
  }
}
