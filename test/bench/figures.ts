import type { BenchFigure } from '../../scripts/benchFigure.ts';

/** The middle one; of an even number the upper of the two in the middle. */
export function median(values: number[]): number {
	return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** The median of the rounds' own ratios: what slows a whole round down, such as another program, cancels out. */
export function medianRatio(dividends: number[], divisors: number[]): number {
	return median(dividends.map((dividend, round) => dividend / (divisors[round] ?? NaN)));
}

type Row = readonly [figure: string, value: number, unit: string, note?: string];

/** Puts a bench's figures into the form that `npm run bench` prints, at most two digits behind the point. */
export function figures(bench: string, rows: Row[]): BenchFigure[] {
	return rows.map(([figure, value, unit, note]) => ({
		bench,
		figure,
		value: Math.round(value * 100) / 100,
		unit,
		...(note !== undefined && { note }),
	}));
}
