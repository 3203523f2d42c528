import { detectTable } from '../../../../nodes/CsvReader/dialect/detectTable';

const detect = (text: string | Buffer) => {
	const head = Buffer.from(text);
	return detectTable({ head, sizeBytes: head.length }, {});
};

it('reads a semicolon in spite of decimal commas', () => {
	expect(detect('Preis;Menge\n1,5;2,5\n2,5;3,5\n')).toMatchObject({
		dialect: { encoding: 'utf-8', delimiter: ';', quote: '"', escape: '"' },
		hasHeader: true,
		fieldCount: 2,
	});
});
