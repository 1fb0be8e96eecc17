const digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** 1 → 一, 10 → 十, 26 → 二十六, 110 → 一百一十 (1 to 999). */
export function chineseNumeral(value: number): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const isOneTen = hundreds === 0 && tens === 1;
  return [
    hundreds > 0 ? `${digits[hundreds]}百` : "",
    tens > 0 ? `${isOneTen ? "" : digits[tens]}十` : hundreds > 0 && ones > 0 ? "零" : "",
    digits[ones],
  ].join("");
}
