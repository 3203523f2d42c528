import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface LogLine {
	/** `raw` for what did not come through n8n's logger. */
	level: 'error' | 'warn' | 'info' | 'debug' | 'raw';
	message: string;
}

/** How many lines are kept in memory; the file beside them holds everything. */
const LIMIT = 5_000;

/** What n8n logs (in its JSON format), kept bounded in memory and completely in a file. */
export class N8nLog {
	readonly lines: LogLine[] = [];
	readonly #file: ReturnType<typeof createWriteStream>;

	constructor(file: string) {
		this.#file = createWriteStream(file);
		this.#file.on('error', () => {});
	}

	/** Takes in everything that a stream brings. */
	read(stream: Readable): void {
		createInterface({ input: stream }).on('line', (text) => {
			const line = parse(text);
			this.#file.write(`${line.level.padEnd(5)} ${line.message}\n`);
			this.lines.push(line);
			if (this.lines.length > LIMIT) this.lines.shift();
		});
	}

	/** Ends the file beside the log. */
	close(): void {
		this.#file.end();
	}

	/** The messages of the errors that n8n has logged. */
	errors(): string[] {
		return this.lines.filter(({ level }) => level === 'error').map(({ message }) => message);
	}

	/** Whether a line with this text has come. */
	has(text: string): boolean {
		return this.lines.some(({ message }) => message.includes(text));
	}

	/** The last lines, as text. */
	tail(count: number): string {
		return this.lines
			.slice(-count)
			.map(({ message }) => message)
			.join('\n');
	}
}

function parse(text: string): LogLine {
	try {
		const { level, message } = JSON.parse(text) as LogLine;
		return { level, message: message.trim() };
	} catch {
		return { level: 'raw', message: text };
	}
}
