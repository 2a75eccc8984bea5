import { later } from '../components/later.tsx';

/** Charts that come after the figures: the numbers can be read, and worked with, while the library that draws is loaded. */
export const MonthsChart = later(async () => (await import('./MonthsChart.tsx')).MonthsChart);
export const BarsChart = later(async () => (await import('./BarsChart.tsx')).BarsChart);
