import { markedBody, markOf, marksIn } from '../../../nodes/HubSpotUpsert/write/noteBody';

const MARK = markOf('a lead');
const ENDING = `<p><small>Lead Relay: ${MARK}</small></p>`;

/** HubSpot's own limit. */
const MOST = 65_536;

const TAGS =
	'a b blockquote br code div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span strike strong sub sup table tbody td th thead tr u ul';

it('tells leads apart by sixteen signs that are safe in HTML', () => {
	expect(MARK).toMatch(/^[0-9a-f]{16}$/);
	expect(markOf('another lead')).not.toBe(MARK);
	expect(markOf('a lead')).toBe(MARK);
});

describe('a text is HTML where it holds a tag', () => {
	it.each(TAGS.split(' '))('<%s>', (tag) => {
		for (const html of [`x & <${tag}>`, `x & </${tag}>`, `x & <${tag.toUpperCase()}/>`, `x & <${tag} class="y">\n`]) {
			expect(markedBody(html, MARK)).toBe(html + ENDING);
		}
	});

	it.each(['x & <br />', 'x & <br\n/>', 'x & <p\tclass="a"\nid="b">'])('%j', (html) => {
		expect(markedBody(html, MARK)).toBe(html + ENDING);
	});
});

it.each([
	['<abc>', '&lt;abc&gt;'],
	['<a@example.com>', '&lt;a@example.com&gt;'],
	['<h7>', '&lt;h7&gt;'],
	['<pp>', '&lt;pp&gt;'],
	['< p>', '&lt; p&gt;'],
	['p>', 'p&gt;'],
	['<p', '&lt;p'],
	['<p <', '&lt;p &lt;'],
	['<p <x>', '&lt;p &lt;x&gt;'],
	['<p x', '&lt;p x'],
	['//p>', '//p&gt;'],
	['a < b > c < d > e & f & g', 'a &lt; b &gt; c &lt; d &gt; e &amp; f &amp; g'],
	['1\n2\r3\r\n4\n\n5', '1<br>2<br>3<br>4<br><br>5'],
])('shows %j as it is', (text, html) => {
	expect(markedBody(text, MARK)).toBe(html + ENDING);
});

describe('marks', () => {
	it.each([
		`Lead Relay:${MARK}`,
		`Lead Relay: \n\t ${MARK}`,
		`Lead Relay:&nbsp;&nbsp;${MARK}`,
		`Lead Relay:<b><i class="x"> ${MARK}`,
		`Lead Relay: <span>&nbsp; </span>${MARK} and more`,
	])('are found in %j', (body) => {
		expect(marksIn(body)).toEqual([MARK]);
	});

	it('are all found', () => {
		const other = markOf('another lead');
		expect(marksIn(`${ENDING}<hr>${ENDING.replace(MARK, other)}`)).toEqual([MARK, other]);
	});

	it.each([
		`Lead Relay ${MARK}`,
		`Other: ${MARK}`,
		`Lead Relay: x${MARK}`,
		`Lead Relay: ${MARK.slice(1)}`,
		`Lead Relay: ${MARK.slice(1)}g`,
		'Lead Relay: XYZXYZXYZXYZXYZX',
		`Lead Relay: &amp;${MARK}`,
	])('are none in %j', (body) => {
		expect(marksIn(body)).toEqual([]);
	});
});

describe('a note', () => {
	const room = MOST - ENDING.length;

	it('of the longest length that HubSpot takes stays whole', () => {
		expect(markedBody('x'.repeat(room), MARK)).toBe('x'.repeat(room) + ENDING);
	});

	it('of one character more is cut to that length', () => {
		const body = markedBody('x'.repeat(room + 1), MARK);
		expect(body).toBe(`${'x'.repeat(room - 1)}…${ENDING}`);
		expect(body).toHaveLength(MOST);
	});

	it.each([
		['a tag', '<b class="bold">', 'y'],
		['the end of a tag', '</b>', 'y'],
		['an entity', '&amp;', 'y'],
		['an entity with a number', '&#8217;', 'y'],
		['a character of two', '😀', 'y'],
	])('is cut before %s that would not be whole, and nowhere else', (_what, piece, after) => {
		// With a tag and an entity at its start, which are to stay.
		const start = '<p>1 &amp; 2</p>';
		for (let within = 1; within < piece.length; within++) {
			const before = start + 'x'.repeat(room - 1 - within - start.length);
			expect(markedBody(before + piece + after.repeat(100), MARK)).toBe(`${before}…${ENDING}`);
		}
		const fitting = start + 'x'.repeat(room - 1 - piece.length - start.length) + piece;
		expect(markedBody(fitting + after.repeat(100), MARK)).toBe(`${fitting}…${ENDING}`);
	});

	it('keeps a "&" that begins no entity', () => {
		const before = `<p>${'x'.repeat(room - 40)}&${'y'.repeat(20)}`;
		const body = markedBody(before + 'y'.repeat(100), MARK);
		expect(body).toContain('&yyyyyyyyyyyyyyyyyyyy');
		expect(body).toHaveLength(MOST);
	});
});
