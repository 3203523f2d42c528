import type { ListPage } from '../../../nodes/Oplead/api/answers';
import { OpleadError } from '../../../nodes/Oplead/api/errors';
import { allPages } from '../../../nodes/Oplead/api/paging';

const records = (...ids: string[]) => ids.map((id) => ({ id, fields: { id } }));

/** Asks for all pages of a list that has these, and nothing behind them. */
async function read(pages: ListPage[], most = Infinity) {
	const asked: number[] = [];
	const seen: Array<Array<string | undefined>> = [];
	const ask = async (page: number) => {
		asked.push(page);
		return await Promise.resolve(pages[page - 1] ?? { records: [] });
	};
	for await (const page of allPages(ask)) {
		seen.push(page.records.map(({ id }) => id));
		if (seen.length === most) break;
	}
	return { asked, seen };
}

it.each<[string, ListPage[], string[][], number[]]>([
	['a page is empty', [{ records: records('a', 'b') }, { records: records('c') }], [['a', 'b'], ['c']], [1, 2, 3]],
	[
		'the total is reached',
		[
			{ records: records('a', 'b'), total: 3 },
			{ records: records('c'), total: 3 },
		],
		[['a', 'b'], ['c']],
		[1, 2],
	],
	['the list knows no pages', [{ records: records('a', 'b') }, { records: records('a', 'b') }], [['a', 'b']], [1, 2]],
	['there is nothing', [], [], [1]],
	['there is nothing, and the total says so', [{ records: [], total: 0 }], [], [1]],
	// A total that is too large does not keep it asking.
	['the total is wrong', [{ records: records('a'), total: 9 }], [['a']], [1, 2]],
])('ends where %s', async (_name, pages, seen, asked) => {
	expect(await read(pages)).toEqual({ seen, asked });
});

it('gives what moves from page to page while it reads once', async () => {
	const pages = [{ records: records('c', 'b') }, { records: records('b', 'a') }];
	expect((await read(pages)).seen).toEqual([['c', 'b'], ['a']]);
});

it('tells records without an ID apart by what they hold', async () => {
	const page = { records: [{ fields: { code: 'FR' } }, { fields: { code: 'BE' } }, { fields: { code: 'FR' } }] };
	const found: unknown[] = [];
	for await (const { records: fresh } of allPages(async () => await Promise.resolve(page))) {
		found.push(...fresh.map(({ fields }) => fields));
	}
	expect(found).toEqual([{ code: 'FR' }, { code: 'BE' }]);
});

it('asks for no page that nobody wants', async () => {
	const pages = [{ records: records('a') }, { records: records('b') }, { records: records('c') }];
	expect((await read(pages, 2)).asked).toEqual([1, 2]);
});

it('throws what a page throws', async () => {
	const broken = allPages(async () => await Promise.reject(new OpleadError('No.')));
	await expect(broken.next()).rejects.toThrow('No.');
});
