"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { roleLabels, type Role } from "@/lib/domain/report/roles";
import { nameDeputyAction } from "@/lib/features/deputies/actions";
import { nameDeputySchema, type NameDeputyInput } from "@/lib/features/deputies/schema";

/** Somebody who may be away, or stand in, with the roles that it is about. */
export interface DeputyPersonChoice {
  id: string;
  name: string;
  username: string;
  roles: Role[];
}

interface Props {
  /** Who may be away: oneself, or for an administrator everybody. */
  absent: readonly DeputyPersonChoice[];
  deputies: readonly DeputyPersonChoice[];
  /** As `2022-07-01`. */
  today: string;
}

/** The button that names a deputy (代理人). */
export function NameDeputy(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button emphasis="primary" onPress={() => setIsOpen(true)}>
        请人代理
      </Button>
      <Modal title="请人代理" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <DeputyForm {...props} close={close} />}
      </Modal>
    </>
  );
}

function DeputyForm({ absent, deputies, today, close }: Props & { close: () => void }) {
  const { reasons, send } = useSending();
  const only = absent.length === 1 ? absent[0]! : null;
  const { register, handleSubmit, setValue, watch, formState } = useForm<NameDeputyInput>({
    resolver: zodResolver(nameDeputySchema),
    defaultValues: {
      absentId: only?.id ?? "",
      deputyId: "",
      roles: only ? [...only.roles] : [],
      from: today,
      to: "",
      reason: "",
    },
  });
  const { errors, isSubmitting } = formState;
  const [absentId, roles] = [watch("absentId"), watch("roles")];
  const lendable = absent.find(({ id }) => id === absentId)?.roles ?? [];
  const candidates = deputies.filter(
    (person) => person.id !== absentId && roles.every((role) => person.roles.includes(role)),
  );
  const save = handleSubmit(async (input) => {
    await send(() => nameDeputyAction(input), close);
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      {only === null && (
        <Field label="请人代理的人" error={errors.absentId?.message}>
          <select
            {...register("absentId", {
              onChange: (event: { target: { value: string } }) =>
                setValue("roles", [...(absent.find(({ id }) => id === event.target.value)?.roles ?? [])]),
            })}
          >
            <option value="">请选择</option>
            {absent.map((person) => (
              <PersonOption key={person.id} person={person} />
            ))}
          </select>
        </Field>
      )}
      <fieldset className="flex flex-col gap-1 text-sm">
        <legend className="font-medium">代理的角色</legend>
        {lendable.map((role) => (
          <label key={role} className="flex gap-2">
            <input type="checkbox" value={role} {...register("roles")} />
            {roleLabels[role]}
          </label>
        ))}
        {lendable.length === 0 && <p className="text-muted">先选择请人代理的人。</p>}
        {errors.roles && (
          <span role="alert" className="text-danger">
            {errors.roles.message}
          </span>
        )}
      </fieldset>
      <Field label="代理人" error={errors.deputyId?.message}>
        <select {...register("deputyId")}>
          <option value="">请选择</option>
          {candidates.map((person) => (
            <PersonOption key={person.id} person={person} />
          ))}
        </select>
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="第一天" error={errors.from?.message}>
          <input type="date" min={today} {...register("from")} />
        </Field>
        <Field label="最后一天（含当天）" error={errors.to?.message}>
          <input type="date" min={today} {...register("to")} />
        </Field>
      </div>
      <Field label="原因" error={errors.reason?.message}>
        <input placeholder="例如：年休假" autoComplete="off" {...register("reason")} />
      </Field>
      <p className="text-sm text-muted">
        {"代理人在此期间可以办理所选角色的事项，记录上同时写明两人姓名；请人代理的人权限不变。" +
          "代理人办理的，视同两人办理：两人都不能再办理按规定须由另一人办理的步骤。" +
          "代理人本来就有同一角色的，仍以自己的名义办理。"}
      </p>
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}

function PersonOption({ person: { id, name, username } }: { person: DeputyPersonChoice }) {
  return (
    <option value={id}>
      {name}（{username}）
    </option>
  );
}
