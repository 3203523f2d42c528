import { addressOf, filledPath } from '../../../nodes/Oplead/api/address';
import { fill, merge } from '../../../nodes/Oplead/api/template';

describe('fill', () => {
	it('puts values into their places, and leaves out what has none', () => {
		const template = { a: '$one', b: { c: '$none' }, d: ['$one', '$none', 2], e: 'fixed', $key: '$one', f: {} };
		expect(fill(template, { one: 1, key: 'named' })).toEqual({ a: 1, d: [1, 2], e: 'fixed', named: 1, f: {} });
	});

	it('takes a text with more than a place as it is', () => {
		expect(fill({ a: '$one and more', b: '$' }, { one: 1 })).toEqual({ a: '$one and more', b: '$' });
	});
});

describe('merge', () => {
	it('joins objects, and replaces everything else', () => {
		expect(merge({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { c: [3], e: null }, d: { f: 1 } })).toEqual({
			a: { b: 1, c: [3], e: null },
			d: { f: 1 },
		});
	});

	it('does not touch the prototype of all objects', () => {
		merge({ a: 1 }, JSON.parse('{"__proto__": {"polluted": true}}'));
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});

describe('addressOf', () => {
	it.each([
		['https://api.example/v1', '/leads', 'https://api.example/v1/leads'],
		['https://api.example/v1/', 'leads', 'https://api.example/v1/leads'],
		['https://api.example/add/', '', 'https://api.example/add/'],
		['https://api.example/v1', '/leads?page=2', 'https://api.example/v1/leads?page=2'],
		['https://api.example/v1', '/a b/é', 'https://api.example/v1/a%20b/%C3%A9'],
	])('lays out %s and %s', (base, path, address) => {
		expect(addressOf(base, path)).toBe(address);
	});

	it('adds a query', () => {
		expect(addressOf('https://api.example', '/leads', { a: 'é&', b: undefined, c: 2, d: { e: 1 } })).toBe(
			'https://api.example/leads?a=%C3%A9%26&c=2&d=%7B%22e%22%3A1%7D',
		);
	});

	it.each(['https://evil.example', '//evil.example', '\\\\evil.example', '/a/../../b', '/%2E%2e/b', '/.', 'x:y'])(
		'refuses %s',
		(path) => {
			expect(() => addressOf('https://api.example/v1', path)).toThrow(/below the Base URL/);
		},
	);
});

it('fills a path with values that cannot leave their place', () => {
	expect(filledPath('/leads/{id}/status', { id: 'a/b?c' })).toBe('/leads/a%2Fb%3Fc/status');
	expect(() => filledPath('/leads/{id}', { id: ' ' })).toThrow('needs a value for id');
});
