/** What a chart shows, and the size in which it is drawn; the picture fits the page. */

export interface BarOf {
  key: string;
  label: string;
  value: number;
  /** A part of the value that stands out, such as what is overdue. */
  part: number;
}

export const bars = { width: 760, row: 34, labels: 220, numbers: 90 };

export interface MonthOf {
  month: string;
  first: number;
  second: number;
}

export const months = { width: 760, height: 260 };
