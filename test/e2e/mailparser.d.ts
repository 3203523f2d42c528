/** The package brings no types; this is what the tests use. */
declare module 'mailparser' {
	export interface ParsedMail {
		subject?: string;
		text?: string;
		from?: { text: string };
		to?: { text: string };
	}
	export function simpleParser(stream: NodeJS.ReadableStream): Promise<ParsedMail>;
}
