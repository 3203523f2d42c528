import { LONGEST_READ } from '../../../shared/values/fold';
import { DECIMAL_COMMA, DECIMAL_POINT, readNumber } from '../../../shared/values/numbers';
import { converted, unreadable, type Conversion, type ConversionSettings } from './conversion';

type DecimalSign = ConversionSettings['decimalSign'];

const STYLES: Record<DecimalSign, Parameters<typeof readNumber>[1]> = {
	detect: [DECIMAL_COMMA, DECIMAL_POINT],
	comma: [DECIMAL_COMMA],
	point: [DECIMAL_POINT],
};

const EXPECTED: Record<DecimalSign, string> = {
	detect: 'a number such as 1234.56 or 1.234,56',
	comma: 'a number such as 1.234,56 (the option "Decimal Sign" says comma)',
	point: 'a number such as 1,234.56 (the option "Decimal Sign" says point)',
};

/** Reads a number; gives plain digits with a decimal point, all of them. */
export function convertNumber(text: string, decimalSign: DecimalSign): Conversion {
	const readings = readNumber(text, STYLES[decimalSign])?.meanings ?? [];
	if (readings.length > 1) return unreadable(ambiguous(text, readings));
	const [reading] = readings;
	const fits = reading !== undefined && reading.length <= LONGEST_READ;
	return fits ? converted(reading) : unreadable(EXPECTED[decimalSign]);
}

function ambiguous(text: string, readings: string[]): string {
	return `a number with a clear decimal sign: "${text}" may be ${readings.join(' or ')}, and the option "Decimal Sign" decides`;
}
