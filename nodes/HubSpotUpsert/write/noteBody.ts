import { createHash } from 'node:crypto';

/** HubSpot's own limit of a note's text (its documentation of notes, Properties). */
const MOST_CHARACTERS = 65_536;

/** The tags that HubSpot's editor knows; in a text such as `Max <max@example.com>` there is none. */
const TAG =
	/<\/?(?:a|b|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/i;

const LABEL = 'Lead Relay';

/** No tag holds a `<`: so it takes no longer for a note that has many of them and none of these. */
const MARK = new RegExp(`${LABEL}:(?:\\s|&nbsp;|<[^<>]*>)*([0-9a-f]{16})`, 'g');

/** What tells a lead's note from others: short, and whatever the key is, safe in HTML. */
export function markOf(leadKey: string): string {
	return createHash('sha256').update(leadKey).digest('hex').slice(0, 16);
}

/**
 * The HTML of a note with its mark, in small print at its end: HubSpot's cleaning leaves what can be seen. Text without
 * tags is shown as it is, its line breaks included. What is too long for HubSpot is cut.
 */
export function markedBody(text: string, mark: string): string {
	const html = TAG.test(text) ? text : asHtml(text);
	const ending = `<p><small>${LABEL}: ${mark}</small></p>`;
	return shortened(html, MOST_CHARACTERS - ending.length) + ending;
}

/** The marks in the HTML of a note, as HubSpot gives it back. */
export function marksIn(body: string): string[] {
	return [...body.matchAll(MARK)].map(([, mark]) => mark);
}

function asHtml(text: string): string {
	const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	return escaped.replaceAll(/\r\n|\r|\n/g, '<br>');
}

/** Cuts no tag, no entity and no character in two. */
function shortened(html: string, most: number): string {
	if (html.length <= most) return html;
	const cut = html.slice(0, most - 1).replace(/<[^<>]*$|&[#\w]{0,10}$|[\uD800-\uDBFF]$/, '');
	return `${cut}…`;
}
