import { documentName } from '../../../nodes/Oplead/plan/document';

it.each([
	['a.pdf', 'text/plain', 'a.pdf'],
	['A.PDF', '', 'A.PDF'],
	['', 'application/pdf; charset=binary', 'document.pdf'],
	['quote', 'image/png', 'quote.png'],
	['Devis 12.5', 'application/pdf', 'Devis 12.5.pdf'],
	['Offre du 3. mai', 'application/pdf', 'Offre du 3. mai.pdf'],
])('takes %s of type %s', (fileName, mimeType, name) => {
	expect(documentName({ fileName, mimeType, size: 1 }, 10)).toBe(name);
});

it.each([
	['a.exe', 'application/pdf', 1, '"a.exe" (application/pdf) is no document'],
	['a.pdf.exe', '', 1, '(of an unknown type) is no document'],
	['a.toString', '', 1, 'is no document'],
	['', 'text/html', 1, 'The file (text/html) is no document'],
	['a.pdf', '', 0, '"a.pdf" is empty'],
	['a.pdf', '', 25_000_001, '"a.pdf" has 25.1 MB, and 25 MB are allowed'],
])('refuses %s of type %s with %d bytes', (fileName, mimeType, size, reason) => {
	expect(() => documentName({ fileName, mimeType, size }, 25_000_000)).toThrow(reason);
});
