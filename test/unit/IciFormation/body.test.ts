import { readLeads } from '../../../nodes/IciFormation/body';
import { LARGEST_BODY, type RefusedRequest } from '../../../nodes/shared/requestBody';

const json = (value: unknown) => readLeads(Buffer.from(JSON.stringify(value)), 'application/json');

function refusal(body: Buffer | string, contentType = 'application/json'): RefusedRequest {
	try {
		readLeads(Buffer.from(body), contentType);
	} catch (error) {
		return error as RefusedRequest;
	}
	throw new Error('The body was not refused');
}

it('reads one lead, unknown fields included', () => {
	expect(json({ nom: 'Doe', inconnu: { a: 1 } })).toEqual([{ nom: 'Doe', inconnu: { a: 1 } }]);
});

it('reads an array of leads', () => {
	expect(json([{ nom: 'Doe' }, { nom: 'Roe' }])).toEqual([{ nom: 'Doe' }, { nom: 'Roe' }]);
});

it('reads a form', () => {
	const body = Buffer.from('nom=Lef%C3%A8vre&ville=le+mans&__proto__=x');
	const [lead] = readLeads(body, 'application/x-www-form-urlencoded');
	expect(lead.nom).toBe('Lefèvre');
	expect(lead.ville).toBe('le mans');
	expect(Object.getPrototypeOf(lead)).toBe(Object.prototype);
});

it('reads a form in Windows-1252, and one with odd pairs', () => {
	const form = (text: string) => readLeads(Buffer.from(text), 'application/x-www-form-urlencoded')[0];
	expect(form('nom=Ren%E9&ville=Besan%E7on')).toEqual({ nom: 'René', ville: 'Besançon' });
	expect(form('nom=a%3Db=c&empty=&alone&%zz=%')).toEqual({ nom: 'a=b=c', empty: '', alone: '', '%zz': '%' });
});

it('reads JSON without a content type, with a byte order mark, and in Windows-1252', () => {
	expect(readLeads(Buffer.from('{"nom":"Doe"}'), '')).toEqual([{ nom: 'Doe' }]);
	expect(readLeads(Buffer.from('\ufeff{"nom":"Doe"}'), 'application/json')).toEqual([{ nom: 'Doe' }]);
	expect(readLeads(Buffer.from('{"nom":"Lef\xe8vre \x80"}', 'latin1'), 'application/json')).toEqual([
		{ nom: 'Lefèvre €' },
	]);
});

it('takes __proto__ and constructor as plain data', () => {
	const [lead] = readLeads(
		Buffer.from('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"nom":"Doe"}'),
		'application/json',
	);
	expect(Object.keys(lead)).toEqual(['__proto__', 'constructor', 'nom']);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it.each(['"text"', '42', 'null', 'true', '[]', '[1]', '[[{}]]', '[{}, null]', '{', '', '   '])(
	'refuses %s with 400',
	(body) => {
		expect(refusal(body).status).toBe(400);
	},
);

it('refuses a body over the limit with 413, and takes one at the limit', () => {
	const lead = (length: number) => JSON.stringify({ nom: 'x'.repeat(length - '{"nom":""}'.length) });
	expect(readLeads(Buffer.from(lead(LARGEST_BODY)), 'application/json')).toHaveLength(1);
	expect(refusal(lead(LARGEST_BODY + 1)).status).toBe(413);
});

it('takes JSON of a hundred levels, and refuses what is deeper with 400', () => {
	const nested = (levels: number) => `{"original":${'['.repeat(levels - 1)}"]}\\"[[{{"${']'.repeat(levels - 1)}}`;
	expect(readLeads(Buffer.from(nested(100)), 'application/json')).toHaveLength(1);
	expect(refusal(nested(101))).toMatchObject({ status: 400, code: 'BODY_TOO_DEEP' });
	expect(refusal('['.repeat(LARGEST_BODY))).toMatchObject({ status: 400 });
	expect(refusal('{"a":'.repeat(50_000))).toMatchObject({ status: 400 });
});

it('refuses more than 1,000 leads with 413, and multipart forms with 415', () => {
	expect(refusal(JSON.stringify(new Array(1001).fill({})))).toMatchObject({ status: 413 });
	expect(refusal('', 'multipart/form-data')).toMatchObject({ status: 415 });
});
