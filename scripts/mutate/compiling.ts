import path from 'node:path';
import ts from 'typescript';
import { applied } from './findMutants.ts';
import type { Mutant } from './mutant.ts';

/** Tells which mutants the compiler would refuse: they could not have been written by mistake. */
export class Compiler {
	readonly #service: ts.LanguageService;
	readonly #folder: string;
	/** By absolute file: the mutant that it has at the moment. */
	readonly #planted = new Map<string, Mutant>();
	#version = 0;

	/**
	 * @param folder the project's, with a `tsconfig.json`
	 * @param files those that mutants are planted in, relative to it
	 */
	constructor(folder: string, files: readonly string[]) {
		this.#folder = folder;
		this.#service = ts.createLanguageService(this.#host(files.map((file) => path.join(folder, file))));
	}

	/** Those of the mutants that compile. */
	compiling(mutants: readonly Mutant[]): Mutant[] {
		const compiling: Mutant[] = [];
		let left = [...mutants];
		while (left.length > 0) {
			// One of each file at a time: what they have in common is read once.
			const batch = [...new Map(left.map((mutant) => [mutant.file, mutant])).values()];
			const refused = this.#refused(batch);
			// Another file's mutant may be the reason.
			const alone = batch.length === 1 ? refused : refused.filter((mutant) => this.#refused([mutant]).length > 0);
			compiling.push(...batch.filter((mutant) => !alone.includes(mutant)));
			left = left.filter((mutant) => !batch.includes(mutant));
		}
		return compiling;
	}

	#refused(mutants: readonly Mutant[]): Mutant[] {
		this.#planted.clear();
		this.#version++;
		for (const mutant of mutants) this.#planted.set(path.join(this.#folder, mutant.file), mutant);
		return mutants.filter(({ file }) => {
			const name = path.join(this.#folder, file);
			return (
				this.#service.getSyntacticDiagnostics(name).length > 0 ||
				this.#service.getSemanticDiagnostics(name).some(({ category }) => category === ts.DiagnosticCategory.Error)
			);
		});
	}

	#host(files: string[]): ts.LanguageServiceHost {
		const options = this.#options();
		return {
			getCompilationSettings: () => options,
			getScriptFileNames: () => files,
			getScriptVersion: (name) => {
				const version = this.#planted.has(name) ? String(this.#version) : '';
				return version;
			},
			getScriptSnapshot: (name) => {
				const code = ts.sys.readFile(name);
				if (code === undefined) return undefined;
				const mutant = this.#planted.get(name);
				return ts.ScriptSnapshot.fromString(mutant === undefined ? code : applied(code, mutant));
			},
			getCurrentDirectory: () => this.#folder,
			getDefaultLibFileName: () => ts.getDefaultLibFilePath(options),
			fileExists: (name) => ts.sys.fileExists(name),
			readFile: (name) => ts.sys.readFile(name),
			directoryExists: (name) => ts.sys.directoryExists(name),
			getDirectories: (name) => ts.sys.getDirectories(name),
			realpath: (name) => ts.sys.realpath?.(name) ?? name,
		};
	}

	#options(): ts.CompilerOptions {
		const own = ['tsconfig.dev.json', 'tsconfig.json'].map((name) => path.join(this.#folder, name));
		const file = own.find((name) => ts.sys.fileExists(name));
		if (file === undefined) return { strict: true, noEmit: true };
		const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { config: unknown };
		const { options } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(file));
		// What a mutant leaves unused is no reason to refuse it.
		return { ...options, noUnusedLocals: false, noUnusedParameters: false, allowUnreachableCode: true };
	}
}
