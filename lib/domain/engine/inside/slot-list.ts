import type { ResolvedSum } from "../contract";

/** Slots and their signs, collected one after the other. Emptied, it collects anew in the room that it has. */
export class SlotList {
  length = 0;
  private slots = new Int32Array(16);
  private signs = new Int8Array(16);

  add(slot: number, sign: number): void {
    if (this.length === this.slots.length) this.grow();
    this.slots[this.length] = slot;
    this.signs[this.length++] = sign;
  }

  emptied(): this {
    this.length = 0;
    return this;
  }

  /** All that was collected, in arrays of its own. */
  taken(): ResolvedSum {
    return { indexes: this.slots.slice(0, this.length), signs: this.signs.slice(0, this.length) };
  }

  private grow(): void {
    const { slots, signs } = this;
    this.slots = new Int32Array(slots.length * 2);
    this.signs = new Int8Array(slots.length * 2);
    this.slots.set(slots);
    this.signs.set(signs);
  }
}
