import iconv from 'iconv-lite';

import type { Dialect } from '../../../../nodes/CsvReader/dialect/table';
import { decodeText, isDoubtful } from '../../../../nodes/CsvReader/bytes/decode';
import { parserFor, parserInput, parseRecords } from '../../../../nodes/CsvReader/records/parseRecords';
import { recordBlocks } from '../../../../nodes/CsvReader/records/recordBlocks';
import { recordFields } from '../../../../nodes/CsvReader/records/recordFields';

const TEXT = [
	'plain;Müller;5',
	'"quoted; with ""quotes""";x;6',
	';;',
	'49,90 €;„sofort“;7',
	'"line\r\nbreak";y;8',
	'too;many;fields;here',
	'"stray" quote;z;9',
	'',
	'last;ß;10',
].join('\r\n');

describe.each(['utf-8', 'windows-1252', 'utf-16le'] as const)('records with and without quotes in %s', (encoding) => {
	const dialect: Dialect = { encoding, delimiter: ';', quote: '"', escape: '"' };
	const parser = parserFor({ table: { dialect } as never, strayQuotes: 'reject' });

	it('have the fields that csv-parse reads, in their places', async () => {
		const bytes = (async function* () {
			yield iconv.encode(TEXT, encoding);
		})();
		for await (const block of recordBlocks(bytes, { dialect, recordBytes: 1_000 })) {
			const range = { from: 0, to: block.starts.length };
			expect(range.to).toBe(8);
			const fields = recordFields(block, range, parser);
			expect(fields).toEqual(parseRecords(block, range, parser, parserInput(block.bytes, parser)));
			expect(fields[3]).toEqual(['49,90 €', '„sofort“', '7']);
			expect(fields[6]).toBeInstanceOf(Error);
		}
	});
});

test.each(['windows-1252', 'iso-8859-15'] as const)(
	'every byte of %s becomes the same text as in iconv-lite',
	(encoding) => {
		for (let byte = 0; byte < 256; byte++) {
			const bytes = Buffer.of(65, byte);
			const text = iconv.decode(bytes, encoding);
			expect(decodeText(bytes, encoding)).toBe(text);
			expect(isDoubtful(bytes, encoding)).toBe(/[\0\uFFFD]/.test(text));
		}
	},
);
