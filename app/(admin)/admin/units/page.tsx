import { redirect } from "next/navigation";

/** The register of units is the first page of the area; whoever shortens the address of one unit lands there. */
export default function UnitsPage(): never {
  redirect("/admin");
}
