import { Field } from "@/components/admin/field";
import { dayText, type Day } from "@/lib/domain/register/days";

interface Props {
  label: string;
  /** yyyy-mm-dd; empty while none is given. */
  value: string;
  /** The last day that may be given, which is today. */
  latest: Day;
  onChange: (value: string) => void;
}

/** A day on which something was done: one that has not come yet is said to be so. */
export function DayField({ label, value, latest, onChange }: Props) {
  return (
    <div className="flex flex-col gap-1">
      <Field label={label}>
        <input type="date" max={latest} value={value} onChange={({ target }) => onChange(target.value)} />
      </Field>
      {value > latest && (
        <p role="alert" className="text-sm text-danger">
          {label}
          {dayText(value)}还没有到。
        </p>
      )}
    </div>
  );
}

/** Whether a day is given that has come. */
export function isDayGiven(value: string, latest: Day): boolean {
  return value !== "" && value <= latest;
}
