import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What names another file of the project: an import, or a program that a test starts. */
const NAMED = /(?:from|import|require\()\s*\(?['"](\.[^'"]+)['"]|['"]([^'"\n]+\.ts)['"]/gu;

/** Tells which files a file depends on, directly or not, by what stands in them. */
export class Imports {
	readonly #folder: string;
	readonly #direct = new Map<string, string[]>();

	/** @param folder the project's */
	constructor(folder: string) {
		this.#folder = folder;
	}

	/** @returns files relative to the project's folder, the file itself among them */
	of(file: string): Set<string> {
		const found = new Set([file]);
		// A set's loop also meets what is added on the way.
		for (const each of found) for (const next of this.#directOf(each)) found.add(next);
		return found;
	}

	#directOf(file: string): string[] {
		const known = this.#direct.get(file);
		if (known) return known;
		const code = readFileSync(path.join(this.#folder, file), 'utf8');
		const direct = [...code.matchAll(NAMED)].flatMap(([, imported, named]) => this.#resolved(file, imported ?? named));
		this.#direct.set(file, direct);
		return direct;
	}

	#resolved(from: string, name: string): string[] {
		const place = path.posix.join(path.posix.dirname(from), name);
		return [place, `${place}.ts`, `${place}/index.ts`].filter((file) => this.#isFile(file)).slice(0, 1);
	}

	#isFile(file: string): boolean {
		const place = path.join(this.#folder, file);
		return file.endsWith('.ts') && existsSync(place) && statSync(place).isFile();
	}
}
