"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { Meanwhile } from "@/components/admin/meanwhile";
import { UnitGrants, type UnitChoice } from "@/components/admin/unit-grants";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Confirmation } from "@/components/ui/confirmation";
import { Modal } from "@/components/ui/modal";
import {
  departmentOf,
  districtRoles,
  roleLabels,
  unitOf,
  unitRoles,
  type DistrictRole,
  type RoleGrant,
} from "@/lib/domain/report/roles";
import type { SavedMeanwhile } from "@/lib/features/audit/schema";
import { resetSecondFactorAction } from "@/lib/features/second-factor/actions";
import {
  createUserAction,
  endSessionsAction,
  resetPasswordAction,
  setUserDisabledAction,
  unlockUserAction,
  updateUserAction,
} from "@/lib/features/users/actions";
import {
  createUserSchema,
  updateUserSchema,
  type CreateUserInput,
  type UpdateUserInput,
  type UserState,
} from "@/lib/features/users/schema";

/** The button that adds a user; the initial password is shown once. */
export function CreateUser({ units }: { units: UnitChoice[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button emphasis="primary" onPress={() => setIsOpen(true)}>
        新增用户
      </Button>
      <Modal title="新增用户" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <CreateForm units={units} close={close} />}
      </Modal>
    </>
  );
}

function CreateForm({ units, close }: { units: UnitChoice[]; close: () => void }) {
  const { reasons, send } = useSending();
  const [password, setPassword] = useState<string | null>(null);
  const { register, handleSubmit, setValue, watch, formState } = useForm<CreateUserInput>({
    resolver: zodResolver(createUserSchema),
    defaultValues: { username: "", name: "", grants: [] },
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(
      () => createUserAction(input),
      ({ initialPassword }) => setPassword(initialPassword),
    );
  });
  if (password) return <InitialPassword password={password} close={close} />;
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <Field label="用户名" error={errors.username?.message}>
        <input autoComplete="off" {...register("username")} />
      </Field>
      <Field label="姓名" error={errors.name?.message}>
        <input autoComplete="off" {...register("name")} />
      </Field>
      <Grants
        units={units}
        grants={watch("grants")}
        onChange={(grants) => setValue("grants", grants, { shouldValidate: formState.isSubmitted })}
        error={errors.grants?.message ?? errors.grants?.root?.message}
      />
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}

function EditForm({
  user,
  units,
  close,
}: {
  user: Pick<ManagedUser, "id" | "name" | "grants" | "isSelf">;
  units: UnitChoice[];
  close: () => void;
}) {
  const { reasons, send } = useSending();
  const [meanwhile, setMeanwhile] = useState<SavedMeanwhile<UserState> | null>(null);
  const { register, handleSubmit, setValue, watch, formState } = useForm<UpdateUserInput>({
    resolver: zodResolver(updateUserSchema),
    // As they were when the dialog was opened: a page that is made anew behind it changes nothing of what was seen.
    defaultValues: {
      userId: user.id,
      name: user.name,
      grants: user.grants,
      known: { name: user.name, grants: user.grants },
    },
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(
      () => updateUserAction(input),
      ({ meanwhile: saved }) => {
        setMeanwhile(saved);
        if (saved === null) return close();
        setValue("known", saved.state);
      },
    );
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <Field label="姓名" error={errors.name?.message}>
        <input {...register("name")} />
      </Field>
      <Grants
        units={units}
        grants={watch("grants")}
        onChange={(grants) => setValue("grants", grants, { shouldValidate: formState.isSubmitted })}
        error={errors.grants?.message ?? errors.grants?.root?.message}
        isSelf={user.isSelf && user.grants.some(({ role }) => role === "admin")}
      />
      <Meanwhile
        meanwhile={meanwhile}
        name={meanwhile?.state.name ?? ""}
        take={(state) => {
          setValue("name", state.name);
          setValue("grants", state.grants);
          setMeanwhile(null);
        }}
      />
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}

function Grants({
  units,
  grants,
  onChange,
  error,
  isSelf = false,
}: {
  units: UnitChoice[];
  grants: RoleGrant[];
  /** The person who edits, whose administrator's role somebody else takes away. */
  isSelf?: boolean;
  onChange: (grants: RoleGrant[]) => void;
  error: string | undefined;
}) {
  const change = (role: DistrictRole, isGiven: boolean) =>
    onChange(isGiven ? [...grants, { role }] : grants.filter((grant) => grant.role !== role));
  return (
    <fieldset className="flex flex-col gap-1 text-sm">
      <legend className="font-medium">角色</legend>
      {districtRoles.map((role) => (
        <label key={role} className="flex gap-2">
          <input
            type="checkbox"
            checked={grants.some((grant) => grant.role === role)}
            disabled={isSelf && role === "admin"}
            onChange={(event) => change(role, event.target.checked)}
          />
          {roleLabels[role]}
          {isSelf && role === "admin" && <span className="text-muted">自己的管理员角色由另一名管理员取消</span>}
        </label>
      ))}
      {unitRoles.map((role) => (
        <UnitGrants
          key={role}
          role={roleLabels[role]}
          units={units}
          chosen={new Set(grants.flatMap((grant) => (grant.role === role ? (unitOf(grant) ?? []) : [])))}
          departments={new Set(grants.flatMap((grant) => (grant.role === role ? (departmentOf(grant) ?? []) : [])))}
          onChange={(chosen, departments) =>
            onChange([
              ...grants.filter((grant) => grant.role !== role),
              ...[...chosen].map((unitId) => ({ role, unitId })),
              ...[...departments].map((departmentId) => ({ role, departmentId })),
            ])
          }
        />
      ))}
      {error && (
        <span role="alert" className="text-danger">
          {error}
        </span>
      )}
    </fieldset>
  );
}

interface ManagedUser {
  id: string;
  username: string;
  name: string;
  grants: RoleGrant[];
  isDisabled: boolean;
  isSlowed: boolean;
  hasSecondFactor: boolean;
  /** The administrator who looks at the page. */
  isSelf: boolean;
}

/** What is asked before it is done, and shows nothing afterwards. */
type ConfirmedStep = "endSessions" | "secondFactor" | "disable";
type Dialog = "edit" | "reset" | ConfirmedStep;

/** What an administrator does to one user. */
export function UserControls({ user, units }: { user: ManagedUser; units: UnitChoice[] }) {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  const { reasons, isSending, send, forget } = useSending();

  const close = () => setDialog(null);
  const open = (name: Dialog) => () => {
    forget();
    setPassword(null);
    setDialog(name);
  };
  const userId = user.id;
  const steps: Record<ConfirmedStep, { label: string; consequence: string; take: () => void }> = {
    endSessions: {
      label: "结束登录",
      consequence: `${user.name}在所有电脑和手机上的登录立即结束，密码不变，可以重新登录。`,
      take: () => void send(() => endSessionsAction({ userId }), close),
    },
    secondFactor: {
      label: "重置两步验证",
      consequence:
        `请先当面或者打电话确认是${user.name}本人丢失了手机或者密钥。原来的验证码、通行密钥和备用码全部作废，` +
        `${user.name}的所有登录随之结束，下次只凭密码登录后重新启用。密码也可能被他人知晓的，请一并重置密码。`,
      take: () => void send(() => resetSecondFactorAction({ userId }), close),
    },
    disable: {
      label: "停用",
      consequence: `停用后${user.name}立即退出，不能再登录；其办理记录保留。`,
      take: () => void send(() => setUserDisabledAction({ userId, isDisabled: true }), close),
    },
  };
  const step = dialog === null || dialog === "edit" || dialog === "reset" ? null : steps[dialog];
  return (
    <div className="flex gap-1 whitespace-nowrap max-md:flex-wrap max-md:justify-end">
      <Button aria-label={`修改${user.name}`} onPress={open("edit")}>
        修改
      </Button>
      <Button aria-label={`重置${user.name}的密码`} onPress={open("reset")}>
        重置密码
      </Button>
      {!user.isSelf && (
        <Button aria-label={`结束${user.name}的登录`} onPress={open("endSessions")}>
          结束登录
        </Button>
      )}
      {!user.isSelf && user.hasSecondFactor && (
        <Button aria-label={`重置${user.name}的两步验证`} onPress={open("secondFactor")}>
          重置两步验证
        </Button>
      )}
      {user.isSlowed && (
        <Button isDisabled={isSending} onPress={() => void send(() => unlockUserAction({ userId }))}>
          解除登录等待
        </Button>
      )}
      {user.isDisabled ? (
        <Button
          isDisabled={isSending}
          onPress={() => void send(() => setUserDisabledAction({ userId, isDisabled: false }))}
        >
          启用
        </Button>
      ) : (
        !user.isSelf && (
          <Button emphasis="danger" aria-label={`停用${user.name}`} onPress={open("disable")}>
            停用
          </Button>
        )
      )}
      {dialog === null && <Refusals reasons={reasons} />}
      <Modal title={`修改：${user.name}`} isOpen={dialog === "edit"} onOpenChange={close}>
        {(close) => <EditForm user={user} units={units} close={close} />}
      </Modal>
      <Modal title={`重置密码：${user.name}`} isOpen={dialog === "reset"} onOpenChange={close}>
        {(close) =>
          password ? (
            <InitialPassword password={password} close={close} />
          ) : (
            <Confirmation
              label="重置密码"
              reasons={reasons}
              isDisabled={isSending}
              close={close}
              onConfirm={() =>
                void send(
                  () => resetPasswordAction({ userId }),
                  ({ initialPassword }) => setPassword(initialPassword),
                )
              }
            >
              <p className="text-sm">原密码立即失效，{user.name}的所有登录随之结束。</p>
            </Confirmation>
          )
        }
      </Modal>
      <Modal title={step ? `${step.label}：${user.name}` : ""} isOpen={step !== null} onOpenChange={close}>
        {(close) =>
          step && (
            <Confirmation
              label={step.label}
              reasons={reasons}
              isDisabled={isSending}
              close={close}
              onConfirm={step.take}
            >
              <p className="text-sm">{step.consequence}</p>
            </Confirmation>
          )
        }
      </Modal>
    </div>
  );
}

function InitialPassword({ password, close }: { password: string; close: () => void }) {
  return (
    <>
      <Callout tone="warn" title="初始密码只显示这一次" isAlert>
        请当面交给本人；首次登录须修改。
      </Callout>
      <p className="select-all border border-line p-3 text-center font-mono text-lg">{password}</p>
      <div className="flex justify-end">
        <Button emphasis="primary" onPress={close}>
          已记下，关闭
        </Button>
      </div>
    </>
  );
}
