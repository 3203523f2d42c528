import { slowestFiles } from '../../../scripts/slowestFiles.ts';

it('names the ten slowest files, the slowest first', () => {
	const results = Array.from({ length: 12 }, (_, index) => {
		return { name: `/house/test/${index}.test.ts`, startTime: 1_000, endTime: 1_000 + index * 1_500 };
	});
	const lines = slowestFiles(results, '/house');
	expect(lines).toHaveLength(10);
	expect(lines[0]).toBe('   16.5 s  test/11.test.ts');
	expect(lines[9]).toBe('    3.0 s  test/2.test.ts');
});
